package dev.sluice.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpineFileTest {
    private static final Dataset<Row> LABELS =
            SmallLake.labels(SmallLake.label("ORD", "ATL", "2001-03-07T10:00:00.000001Z", true));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"parquet,labels", "parquet,labels.parquet", "delta,labels", "json,labels.json", "csv,labels.csv"})
    void labelsAreReadInEveryFormat(String format, String name) {
        String location = folder.resolve(name).toString();
        LABELS.write()
                .format(format)
                .option("header", "true")
                .option("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")
                .save(location);

        Dataset<Row> read = SpineFile.read(SmallLake.SPARK, location);

        assertThat(read.selectExpr("origin", "destination", "CAST(t AS TIMESTAMP)", "late")
                        .collectAsList())
                .hasToString(LABELS.collectAsList().toString());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertProblem(
                folder.resolve("nowhere.csv"),
                "Cannot read the spine " + folder.resolve("nowhere.csv") + ": there is no such file. Check --spine.");
    }

    @Test
    void aFileThatIsNoParquetIsNamed() throws IOException {
        Path file = folder.resolve("labels.parquet");
        Files.writeString(file, "this is no Parquet, is it? this is no Parquet, is it?");

        assertThatThrownBy(() -> SpineFile.read(SmallLake.SPARK, file.toString()))
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith("Cannot read the spine " + file);
    }

    @Test
    void aTimeColumnThatIsMissingOrNoTimeIsNamed() {
        assertThatThrownBy(() -> SpineRange.of(LABELS, "tt"))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Unknown column: the spine has no 'tt'. Did you mean 't'?");
        assertThatThrownBy(() -> SpineRange.of(LABELS, "origin"))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot use the spine's column 'origin' as time: it is string. It must be a timestamp or a"
                        + " date; in CSV write times as 2001-03-05T13:45:00Z.");
    }

    private static void assertProblem(Path file, String message) {
        assertThatThrownBy(() -> SpineFile.read(SmallLake.SPARK, file.toString()))
                .isInstanceOf(SluiceException.class)
                .hasMessage(message);
    }
}
