package dev.sluice.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final Instant MARCH = Instant.parse("2001-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2001-04-01T00:00:00Z");

    private final Dataset<Row> rows = SmallLake.SPARK
            .range(20_000)
            .selectExpr("CAST(id % 4000 AS STRING) AS origin", "id", "timestamp_micros(id) AS t");

    @Test
    void anEntityIsInOnePartAndThePartsHaveTheirShares() {
        Dataset<Row> divided = entities(0).divided(rows, "t");

        assertThat(divided.groupBy("origin")
                        .agg(org.apache
                                .spark
                                .sql
                                .functions
                                .countDistinct("split")
                                .as("parts"))
                        .where("parts > 1")
                        .count())
                .isZero();
        Map<String, Long> sizes = divided.groupBy("split").count().collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
        assertThat(sizes.getOrDefault("train", 0L) / 20_000.0).isCloseTo(0.7, within(0.03));
        assertThat(sizes.getOrDefault("validation", 0L) / 20_000.0).isCloseTo(0.1, within(0.03));
        assertThat(sizes.getOrDefault("test", 0L) / 20_000.0).isCloseTo(0.2, within(0.03));
    }

    @Test
    void thePartsDoNotDependOnPartitionsButOnTheSeed() {
        Dataset<Row> divided = entities(0).divided(rows, "t");
        Dataset<Row> elsewhere = entities(0).divided(rows.repartition(7), "t");
        Dataset<Row> otherwise = entities(1).divided(rows, "t");

        assertThat(divided.except(elsewhere).count()).isZero();
        assertThat(divided.except(otherwise).count()).isGreaterThan(1_000);
    }

    @Test
    void aTimeDividesToTheMicrosecondAndTheEmbargoBelongsToNoPart() {
        TimeSplit split = new TimeSplit(List.of(MARCH, APRIL), Duration.ofDays(1));
        String parts = split
                .divided(
                        SmallLake.SPARK.sql("SELECT timestamp(t) AS t FROM VALUES ('1901-01-01'),"
                                + " ('2001-02-28 23:59:59.999999'), ('2001-03-01'), ('2001-03-01 23:59:59.999999'),"
                                + " ('2001-03-02'), ('2001-03-31 23:59:59.999999'), ('2001-04-01'), ('2001-04-02'),"
                                + " (NULL) AS data(t)"),
                        "t")
                .collectAsList()
                .stream()
                .map(row -> String.valueOf(row.get(1)))
                .collect(Collectors.joining(" "));

        assertThat(parts).isEqualTo("train train null null validation validation null test null");
        assertThat(new TimeSplit(List.of(MARCH), Duration.ZERO).names()).containsExactly("train", "test");
    }

    @Test
    void whatCannotDivideIsRefused() {
        assertThatThrownBy(() -> new EntitySplit(Map.of("train", 0.8, "test", 0.3), List.of("origin"), 0))
                .hasMessageContaining("The shares must be more than 0 and together 1");
        assertThatThrownBy(() -> new EntitySplit(Map.of("train", 1.0), List.of(), 0))
                .hasMessageContaining("no column decides");
        assertThatThrownBy(() -> new EntitySplit(Map.of("train", 1.0), List.of("orign"), 0).divided(rows, "t"))
                .hasMessage("Unknown column: the training set has no 'orign' to split by. Did you mean 'origin'?");
        assertThatThrownBy(() -> new TimeSplit(List.of(APRIL, MARCH), Duration.ZERO))
                .hasMessageContaining("Give one moment, or two with the embargo between them");
        assertThatThrownBy(() -> entities(0).divided(rows.withColumnRenamed("id", "Split"), "t"))
                .hasMessageContaining("it has a column 'split' already");
    }

    private static EntitySplit entities(long seed) {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("train", 0.7);
        shares.put("validation", 0.1);
        shares.put("test", 0.2);
        return new EntitySplit(shares, List.of("origin"), seed);
    }
}
