package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Choices;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.transform.LocalSpark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class NewestRowsTest {
    private static final Partition FIRST = Partition.parse(Granularity.DAY, "2001-03-05");

    private final ViewColumns columns = new ViewColumns(Lake.view("daily"));
    private final NewestRows newest = new NewestRows(columns);

    /** A promoted row of an airport. */
    private record Version(long delay, Instant eventTime, Instant createdTime, String runId) {
        static final Comparator<Version> AGE = Comparator.comparing(Version::eventTime)
                .thenComparing(Version::createdTime)
                .thenComparing(Version::delay);
    }

    @Test
    void whateverPartitionsAreReplacedTheChangesLeadToTheNewestRowsOfAll() {
        Choices choices = Choices.seeded(1);
        Map<Partition, Map<String, Version>> table = new HashMap<>();
        Map<String, Version> latest = new TreeMap<>();
        for (int step = 0; step < 6; step++) {
            Set<Partition> replaced = replaceSome(table, step, choices);
            List<Row> changes = changes(latest, table, replaced);
            changes.forEach(change -> apply(change, latest));
            assertThat(latest).as("step %s", step).isEqualTo(model(table));
            assertThat(changes(latest, table, replaced)).as("repeated").isEmpty();
        }
    }

    @Test
    void rowsOfOneKeyAndTimesAreResolvedByTheirValuesWhateverTheirOrder() {
        Instant end = FIRST.end();
        Row low = promoted("ORD", new Version(1, end, end, "r"));
        Row high = promoted("ORD", new Version(2, end, end, "r"));
        for (List<Row> rows : List.of(List.of(low, high), List.of(high, low))) {
            List<Row> found =
                    newest.of(frame(rows, columns.promoted()).repartition(2)).collectAsList();
            assertThat(found).hasSize(1);
            assertThat(found.get(0).<Long>getAs("delay")).isEqualTo(2);
        }
    }

    /** Some of four days get new rows for 60 airports, each airport with a chance of none; created times may repeat. */
    private static Set<Partition> replaceSome(Map<Partition, Map<String, Version>> table, int step, Choices choices) {
        Set<Partition> replaced = new java.util.HashSet<>();
        for (int day = 0; day < 4; day++) {
            if (choices.below(2) == 1) {
                Partition partition =
                        new Partition(Granularity.DAY, FIRST.start().plusSeconds(86_400L * day));
                table.put(partition, randomRows(partition, step, choices));
                replaced.add(partition);
            }
        }
        return replaced;
    }

    private static Map<String, Version> randomRows(Partition partition, int step, Choices choices) {
        Map<String, Version> rows = new HashMap<>();
        for (int airport = 0; airport < 60; airport++) {
            if (choices.below(3) > 0) {
                Instant eventTime = choices.among(
                        partition.end(),
                        partition.start().plusNanos(1_000),
                        partition.start().plusSeconds(600));
                Instant created = FIRST.end().plusSeconds(choices.below(3));
                rows.put("A" + airport, new Version(choices.below(9), eventTime, created, "r" + step));
            }
        }
        return rows;
    }

    private static Map<String, Version> model(Map<Partition, Map<String, Version>> table) {
        Map<String, Version> newest = new TreeMap<>();
        table.values()
                .forEach(rows -> rows.forEach((airport, version) ->
                        newest.merge(airport, version, (a, b) -> Version.AGE.compare(a, b) >= 0 ? a : b)));
        return newest;
    }

    private List<Row> changes(
            Map<String, Version> latest, Map<Partition, Map<String, Version>> table, Set<Partition> replaced) {
        Dataset<Row> held = frame(
                latest.entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .toList(),
                columns.latest());
        List<Row> promoted = new ArrayList<>();
        table.values().forEach(rows -> rows.forEach((airport, version) -> promoted.add(promoted(airport, version))));
        Dataset<Row> features = frame(promoted, columns.promoted());
        PartitionRows changed = new PartitionRows(Granularity.DAY, replaced);
        return newest.lookedBack(newest.changes(held, features, changed), features)
                .collectAsList();
    }

    private static void apply(Row change, Map<String, Version> latest) {
        String airport = change.getAs("airport");
        String kind = change.getAs(NewestRows.CHANGE);
        assertThat(latest.containsKey(airport)).isEqualTo(!kind.equals(NewestRows.INSERT));
        if (kind.equals(NewestRows.DELETE)) {
            latest.remove(airport);
        } else {
            latest.put(
                    airport,
                    new Version(
                            change.getAs("delay"),
                            change.getAs("event_time"),
                            change.getAs("created_time"),
                            change.getAs("run_id")));
        }
    }

    private static Row row(String airport, Version version) {
        return RowFactory.create(airport, version.delay, version.eventTime, version.createdTime, version.runId);
    }

    private static Row promoted(String airport, Version version) {
        Partition partition = Partition.containing(Granularity.DAY, version.eventTime.minusNanos(1_000));
        return RowFactory.create(
                airport, version.delay, version.eventTime, version.createdTime, version.runId, partition.eventDate());
    }

    private static Dataset<Row> frame(List<Row> rows, StructType schema) {
        return LocalSpark.session().createDataFrame(rows, schema);
    }
}
