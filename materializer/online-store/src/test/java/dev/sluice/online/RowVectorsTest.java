package dev.sluice.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the specification in README.md against the codec. */
class RowVectorsTest {
    record Vector(RowSchema schema, List<Object> values, String row) {}

    @ParameterizedTest
    @MethodSource("vectors")
    void aVectorOfTheSpecificationIsWrittenAndReadAsItSays(Vector vector) {
        RowCodec codec = RowCodec.of(vector.schema());

        assertThat(HexFormat.ofDelimiter(" ").formatHex(codec.encode(vector.values())))
                .isEqualTo(vector.row());
        assertThat(RandomRows.same(codec.decode(bytes(vector.row())), vector.values()))
                .isTrue();
    }

    static Stream<Vector> vectors() throws IOException {
        Path readme = Path.of(System.getProperty("sluice.root"), "materializer/online-store/README.md");
        List<String> lines = Files.readAllLines(readme);
        int start = lines.indexOf("### Test vectors");
        List<Vector> vectors = new ArrayList<>();
        for (int i = start; i < lines.size(); i++) {
            if (lines.get(i).startsWith("schema ")) {
                vectors.add(vector(lines.get(i), lines.get(i + 1), lines.get(i + 2)));
            }
        }
        assertThat(vectors).hasSizeGreaterThan(5);
        return vectors.stream();
    }

    private static Vector vector(String schema, String values, String row) {
        List<Column> columns =
                parts(schema, "schema").map(RowVectorsTest::column).toList();
        List<String> texts = parts(values, "values").toList();
        List<Object> parsed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            parsed.add(
                    texts.get(i).equals("null")
                            ? null
                            : ValueText.parse(columns.get(i).type(), texts.get(i)));
        }
        return new Vector(
                new RowSchema(columns), parsed, row.substring("row".length()).strip());
    }

    private static Stream<String> parts(String line, String word) {
        return Arrays.stream(line.substring(word.length()).split(" ;")).map(String::strip);
    }

    private static Column column(String text) {
        int colon = text.indexOf(": ");
        return new Column(text.substring(0, colon), ValueType.parse(text.substring(colon + 2)));
    }

    private static byte[] bytes(String row) {
        return HexFormat.ofDelimiter(" ").parseHex(row);
    }
}
