package dev.sluice.backfill.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.FeatureShift;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.RunProgress;
import dev.sluice.backfill.ViewChange;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueChangesTest {
    private static final FeatureView VIEW = Flights.daily(
                    "delays",
                    Flights.AIRPORT,
                    "SELECT origin AS airport, max(delay) AS delay, min(origin) AS name FROM flights"
                            + " WHERE date >= :start GROUP BY origin")
            .build(List.of(Feature.of("delay", Scalar.LONG), Feature.of("name", Scalar.STRING)));

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();
    private final InMemoryRegistry registry = new InMemoryRegistry();

    private void source(String... flights) {
        spark.createDataset(List.of(flights), Encoders.STRING())
                .selectExpr(
                        "CAST(split(value, ',')[0] AS timestamp) AS date",
                        "split(value, ',')[1] AS origin",
                        "CAST(split(value, ',')[2] AS bigint) AS delay")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("data/flights.parquet").toString());
    }

    private List<Partition> backfill() {
        Project project = Flights.project(folder, VIEW);
        TimeRange range = new TimeRange(Partition.parseInstant("2001-03-01"), Partition.parseInstant("2001-03-03"));
        BackfillPlan plan = BackfillPlanner.of(project, registry).planAll(List.of(VIEW), range);
        BackfillRun.of(spark, project, registry, ExecutionOptions.DEFAULTS).execute(plan, RunProgress.SILENT);
        return plan.partitions().stream().map(PlannedPartition::partition).toList();
    }

    @Test
    void whatCameWentAndChangedIsCounted() {
        source("2001-03-01,ORD,5", "2001-03-01,ATL,7", "2001-03-02,ORD,9");
        backfill();
        ValueChanges changes = ValueChanges.of(spark, Flights.project(folder, VIEW), VIEW);
        long version = changes.version().orElseThrow();
        source("2001-03-01,ORD,5", "2001-03-01,DFW,8", "2001-03-02,ORD,90");
        List<Partition> partitions = backfill();

        ViewChange change = changes.since(version, partitions);
        assertThat(List.of(change.added(), change.removed(), change.changed())).containsExactly(1L, 1L, 1L);
        FeatureShift delay = change.shifts().get(0);
        assertThat(delay.changed()).isEqualTo(1);
        assertThat(delay.meanBefore()).isEqualTo(7.0);
        assertThat(delay.meanAfter()).isCloseTo(34.3, within(0.1));
        assertThat(delay.stabilityIndex()).isPositive();
        assertThat(change.shifts().get(1)).isEqualTo(new FeatureShift("name", 0, null, null, 0, 0, null));
        FeatureView ofPersons = Flights.daily("delays", Flights.AIRPORT, "SELECT 1 FROM flights")
                .build(List.of(Feature.of("delay", Scalar.LONG).withTags(Map.of("pii", "true"))));
        assertThat(ValueChanges.of(spark, Flights.project(folder, ofPersons), ofPersons)
                        .since(version, partitions)
                        .shifts())
                .as("of few rows a mean is somebody's value")
                .containsExactly(new FeatureShift("delay", 1, null, null, 0, 0, delay.stabilityIndex()));
        assertThat(changes.since(changes.version().orElseThrow(), partitions).changed())
                .isZero();
    }

    @Test
    void theIndexIsThatOfItsFormula() {
        assertThat(StabilityIndex.index(new double[] {0.5, 0.5}, new double[] {0.5, 0.5}))
                .isZero();
        assertThat(StabilityIndex.index(new double[] {0.5, 0.5}, new double[] {0.25, 0.75}))
                .isCloseTo(-0.25 * Math.log(0.5) + 0.25 * Math.log(1.5), within(1e-12));
    }
}
