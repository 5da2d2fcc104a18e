package dev.sluice.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFormatsTest {
    private static final String LABELS = """
            SELECT CAST(origin AS STRING) AS origin, 'ATL' AS destination, CAST(t AS TIMESTAMP) AS t, text,
                   -1 AS number, 0.1D AS share, CAST(1.5 AS DECIMAL(9, 2)) AS price, late, DATE '1969-12-31' AS day,
                   CAST('ab' AS BINARY) AS bytes, numbers, texts
            FROM VALUES
                ('ORD', '2001-03-07 10:00:00.000001', 'a "b", c\\nd', true, array(1.5D, 2.0D), array('x', 'y,"')),
                ('ORD', '2001-03-05 10:00:00', '', false, array(), array()),
                (NULL, '2001-03-07 00:00:00', NULL, NULL, NULL, NULL)
                AS labels(origin, t, text, late, numbers, texts)
            """;

    @TempDir
    private Path folder;

    private SmallLake lake;

    @BeforeEach
    void aPromotedDay() {
        lake = new SmallLake(folder);
        lake.promote("2001-03-05", 1, "ORD", 3, "ATL", 2);
    }

    private TrainingSet built(TableFormat format, TrainingOptions options, String sql) {
        Dataset<Row> labels = SmallLake.SPARK.sql(sql);
        return lake.builder()
                .withSpine(labels, "t")
                .withOptions(options.withFormat(format))
                .build(folder.resolve(format.toString()));
    }

    private TrainingSet built(TableFormat format) {
        return built(format, TrainingOptions.DEFAULTS, LABELS);
    }

    private static List<Path> data(TrainingSet set, String ending) throws IOException {
        try (Stream<Path> files = Files.list(set.folder().resolve("data"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theIdAndTheContentHashAreThoseOfTheRowsWhateverTheFormat() throws IOException {
        TrainingSet parquet = built(TableFormat.PARQUET);
        String content = content(parquet);

        for (TableFormat format : List.of(TableFormat.DELTA, TableFormat.CSV, TableFormat.TFRECORD)) {
            TrainingSet set = built(format);
            assertThat(set.id()).isEqualTo(parquet.id());
            assertThat(content(set)).isEqualTo(content).contains("\"rows\" : 3", "\"type\" : \"decimal(9,2)\"");
            assertThat(set.manifest()).contains("\"format\" : \"" + format + "\"");
            try (Stream<Path> files = Files.list(set.folder())) {
                assertThat(files).hasSize(2);
            }
        }
    }

    private static String content(TrainingSet set) {
        return set.manifest().substring(set.manifest().indexOf("\"result\"")).replaceFirst("\"format\" : \"\\w+\"", "");
    }

    @Test
    void csvTellsEveryValue() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : data(built(TableFormat.CSV), ".csv")) {
            texts.add(Files.readString(file));
        }

        String header = "origin,destination,t,text,number,share,price,late,day,bytes,numbers,texts,"
                + "origin__departures_1d,origin__avg_delay_7d,destination__departures_1d\n";
        assertThat(texts).allMatch(text -> text.startsWith(header));
        assertThat(String.join("", texts).replace(header, "").split("(?<=[0-9,])\n"))
                .containsExactlyInAnyOrder(
                        "ORD,ATL,2001-03-07T10:00:00.000001Z,\"a \"\"b\"\", c\nd\",-1,0.1,1.50,true,1969-12-31,YWI=,"
                                + "\"[1.5,2.0]\",\"[\"\"x\"\",\"\"y,\\\"\"\"\"]\",3,0.75,2",
                        "ORD,ATL,2001-03-05T10:00:00.000000Z,\"\",-1,0.1,1.50,false,1969-12-31,YWI=,[],[],,,",
                        ",ATL,2001-03-07T00:00:00.000000Z,,-1,0.1,1.50,,1969-12-31,YWI=,,,,,2");
    }

    @Test
    void csvIsReadBackWithItsNullsAndEmptyTexts() {
        TrainingSet set = built(TableFormat.CSV);
        Dataset<Row> read = SmallLake.SPARK
                .read()
                .option("header", "true")
                .option("escape", "\"")
                .option("multiLine", "true")
                .option("nullValue", "\\N") // Spark's default takes both for null
                .schema("origin STRING, destination STRING, t TIMESTAMP, text STRING")
                .option("enforceSchema", "true")
                .csv(set.folder().resolve("data").toString());

        assertThat(read.select("t", "text").collectAsList())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder(
                        "[2001-03-07T10:00:00.000001Z,a \"b\", c\nd]",
                        "[2001-03-05T10:00:00Z,]",
                        "[2001-03-07T00:00:00Z,null]");
    }

    @Test
    void tfRecordsHoldAnExampleForEachRow() throws IOException {
        List<Map<String, List<Object>>> examples = new ArrayList<>();
        for (Path file : data(built(TableFormat.TFRECORD), ".tfrecord")) {
            examples.addAll(TfRecordFile.read(file));
        }

        assertThat(examples)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "{bytes=[ab], day=[-1], destination=[ATL], destination__departures_1d=[2], late=[1], number=[-1],"
                                + " numbers=[1.5, 2.0], origin=[ORD], origin__avg_delay_7d=[0.75],"
                                + " origin__departures_1d=[3], price=[1.5], share=[0.1], t=[983959200000001],"
                                + " text=[a \"b\", c\nd], texts=[x, y,\"]}",
                        "{bytes=[ab], day=[-1], destination=[ATL], late=[0], number=[-1], numbers=[empty list 2],"
                                + " origin=[ORD], price=[1.5], share=[0.1], t=[983786400000000], text=[],"
                                + " texts=[empty list 1]}",
                        "{bytes=[ab], day=[-1], destination=[ATL], destination__departures_1d=[2], number=[-1],"
                                + " price=[1.5], share=[0.1], t=[983923200000000]}");
    }

    @Test
    void everyFormatCanBeDivided() throws IOException {
        TrainingOptions divided =
                TrainingOptions.DEFAULTS.dividedBy(new EntitySplit(Map.of("train", 1.0), List.of("origin"), 0));

        assertThat(Files.readString(
                        data(built(TableFormat.CSV, divided, LABELS), ".csv").get(0)))
                .contains(",split\n", ",train\n");
        TrainingSet set = built(TableFormat.TFRECORD, divided, LABELS);
        assertThat(TfRecordFile.read(data(set, ".tfrecord").get(0)).get(0)).containsEntry("split", List.of("train"));
        assertThat(set.manifest()).contains("\"name\" : \"train\"");
    }

    @Test
    void whatATfRecordCannotHoldIsRefused() {
        assertThatThrownBy(() -> built(
                        TableFormat.TFRECORD,
                        TrainingOptions.DEFAULTS,
                        "SELECT 'ORD' AS origin, 'ATL' AS destination, current_timestamp() AS t, map('a', 1) AS m"))
                .isInstanceOf(SluiceException.class)
                .hasMessage(
                        "Cannot write column 'm' as TFRecord: it is map<string,int>. A TFRecord holds numbers, truth"
                                + " values, texts, bytes, times, dates and arrays of them. Leave the column out of the spine or"
                                + " the service, or ask for another --format.");
        assertThatThrownBy(
                        () -> built(
                                TableFormat.TFRECORD,
                                TrainingOptions.DEFAULTS,
                                "SELECT 'ORD' AS origin, 'ATL' AS destination, TIMESTAMP '2001-03-06' AS t, array(1, NULL) AS n"))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot write column 'n' as TFRecord: an array of it holds a null, which a TFRecord cannot."
                        + " Filter it out, or ask for another --format.");
        assertThat(folder.resolve("tfrecord")).doesNotExist();
    }
}
