package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedViewTest {
    private static final String DAY = "2001-03-05";
    private static final String NEXT_DAY = "2001-03-06";

    @TempDir
    Path folder;

    @Test
    void aFeatureThatWasAddedIsNullInOlderRowsEverywhere() {
        Lake before = Lake.daily(folder);
        before.table.refreshLatest(List.of(before.run(DAY, 1, "ORD", 1, "ATL", 2)));
        Lake after = Lake.of(folder, Lake.view("daily", Feature.of("gates", Scalar.INT)));
        assertThat(after.table.rows().columns()).contains("gates");
        assertThat(gates(after.table.rows())).containsExactly("ATL null", "ORD null");
        Dataset<Row> rows = before.rows(NEXT_DAY, "ORD", 3).withColumn("gates", functions.lit(9));
        StagedPartition staged = after.table.stage(rows, after.partition(NEXT_DAY), "r2");
        after.table.refreshLatest(List.of(after.promote(staged, 1)));
        assertThat(gates(after.table.rows())).containsExactly("ATL null", "ORD 9", "ORD null");
        assertThat(gates(after.table.latest())).containsExactly("ATL null", "ORD 9");
        assertThat(before.latest()).containsExactly("ATL=2", "ORD=3");
    }

    @Test
    void whatDoesNotFitTheTableIsNamedAndNothingIsWritten() {
        Lake before = Lake.daily(folder);
        PromotedPartition first = before.run(DAY, 1, "ORD", 1);
        assertRefused(changed("daily", Feature.of("delay", Scalar.DOUBLE)), DAY)
                .hasMessage("Cannot write delays@1: its table holds 'delay' as long, the view declares it as double."
                        + " Cast it in the transform, or change the type in a new version of the view.");
        assertRefused(changed("hourly", Feature.of("delay", Scalar.LONG)), "2001-03-05T13")
                .hasMessage("Cannot write delays@1: its table is partitioned by [event_date], the schedule asks for"
                        + " [event_date, event_hour]. Give the view a new version, or go back to what it was.");
        FeatureView otherKey =
                Flights.daily("delays", Flights.ROUTE, "SELECT 1").build(List.of(Feature.of("delay", Scalar.LONG)));
        assertRefused(otherKey, DAY)
                .hasMessage("Cannot write delays@1: its table has no key column 'origin'. Give the view a new version,"
                        + " or go back to what it was.");
        assertThat(before.table.version()).hasValue(first.version());
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(FeatureView view, String partition) {
        Lake after = Lake.of(folder, view);
        StagedPartition staged = after.table.stage(after.frame(), after.partition(partition), "r2");
        return assertThatThrownBy(() -> after.promote(staged, 2))
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.code()).isEqualTo(LakehouseError.WRONG_COLUMNS));
    }

    private static FeatureView changed(String schedule, Feature feature) {
        return Flights.daily("delays", Flights.AIRPORT, "SELECT 1")
                .withSchedule(schedule)
                .build(List.of(feature));
    }

    private static List<String> gates(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .map(row -> row.getAs("airport") + " " + row.getAs("gates"))
                .sorted()
                .toList();
    }
}
