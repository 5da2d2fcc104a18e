package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Metadata;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.project.SourceRoots;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {
    @TempDir
    private Path folder;

    @Test
    void csvFilesWhoseColumnsStandInAnotherOrderAreRefused() throws IOException {
        write("data/1.csv", "date,origin,dest\n2001-03-05,ORD,ATL\n");
        write("data/2.csv", "date,dest,origin\n2001-03-05,ATL,ORD\n");
        assertThatThrownBy(() -> rows(SourceFormat.CSV, Map.of()))
                .hasStackTraceContaining("CSV header does not conform to the schema");
        assertThat(rows(SourceFormat.CSV, Map.of("enforceSchema", "true"))).hasSize(2);
    }

    @Test
    void aNumberThatIsAnotherOneInItsDeclaredTypeIsRefused() throws IOException {
        write("data/1.json", "{\"date\":\"2001-03-05\",\"delay\":1.9}\n");
        assertThatThrownBy(() -> rows(SourceFormat.JSON, Map.of(), new Column("delay", Scalar.LONG)))
                .hasStackTraceContaining(
                        "Cannot read source flights: its column 'delay' is declared as long and holds '1.9'");
        assertThat(delays(Scalar.DOUBLE)).containsExactly(1.9);
        assertThat(delays(Scalar.FLOAT)).containsExactly(1.9f);
    }

    @Test
    void aWholeNumberMayBeNarrowerWiderOrAText() throws IOException {
        write("data/1.json", "{\"date\":\"2001-03-05\",\"delay\":7}\n{\"date\":\"2001-03-05\",\"delay\":null}\n");
        assertThat(delays(Scalar.INT)).containsExactly(7, null);
        assertThat(delays(Scalar.DOUBLE)).containsExactly(7.0, null);
        assertThat(delays(Scalar.STRING)).containsExactly("7", null);
        write("data/2.json", "{\"date\":\"2001-03-05\",\"delay\":5000000000}\n");
        assertThatThrownBy(() -> delays(Scalar.INT)).hasStackTraceContaining("declared as int and holds '5000000000'");
    }

    @Test
    void aNumberIsNoTime() throws IOException {
        write("data/1.json", "{\"date\":983750400000,\"delay\":7}\n");
        assertThatThrownBy(() -> rows(SourceFormat.JSON, Map.of(), new Column("date", Scalar.TIMESTAMP)))
                .hasMessageContaining("its column 'date' is bigint, declared is timestamp");
    }

    private List<Object> delays(Scalar type) {
        return rows(SourceFormat.JSON, Map.of(), new Column("delay", type)).stream()
                .map(row -> row.<Object>getAs("delay"))
                .toList();
    }

    private List<Row> rows(SourceFormat format, Map<String, String> options, Column... columns) {
        Source source = new Source("flights", format, "data", "date", options, List.of(columns), Metadata.NONE);
        return new SourceReader(LocalSpark.session(), new SourceRoots(folder, List.of(".")))
                .load(source)
                .collectAsList();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
