package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aggregation.WindowCase;
import dev.sluice.aggregation.WindowModel;
import dev.sluice.aggregation.WindowPlan;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewUse;
import dev.sluice.testing.Choices;
import dev.sluice.testing.Property;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.transform.LocalSpark;
import dev.sluice.transform.PhysicalPlan;
import dev.sluice.transform.SourceEvents;
import dev.sluice.transform.WindowFrames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {
    private static final FeatureView VIEW = WindowFrames.view(WindowCase.aggregates());
    private static final TimeRange ALWAYS =
            new TimeRange(Partition.parseInstant("0001-01-01"), Partition.parseInstant("9999-12-31"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(JoinEngine.class)
    void freshWindowsEndJustBeforeTheLabelOnEveryEngine(JoinEngine engine) {
        Property.holdTogether(1_000, WindowCase::generate, cases -> broken(join(engine.engine(), cases), cases));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 2e-4})
    void cuttingKeysInTimeChangesNoWindow(double share) {
        PieceSize pieces = new PieceSize(share, 1, 0);
        Property.holdTogether(1_000, WindowCase::generate, cases -> {
            PointInTimeJoin join = join(JoinEngine.STREAM.engine(), cases);
            return broken(join.splitting(join.hotKeys(pieces)), cases);
        });
    }

    private PointInTimeJoin join(AsOfEngine engine, List<WindowCase> cases) {
        return PointInTimeJoin.onto(spine(cases), "moment").with(fresh(cases)).withEngine(engine);
    }

    private static Set<Integer> broken(PointInTimeJoin join, List<WindowCase> cases) {
        WindowPlan plan = WindowPlan.of(WindowCase.aggregates());
        List<Row> rows = join.join().collectAsList();
        Set<Integer> broken = new TreeSet<>();
        int next = 0;
        for (int number = 0; number < cases.size(); number++) {
            for (long moment : cases.get(number).moments()) {
                Row row = rows.get(next++);
                boolean right = row.getLong(0) == number
                        && WindowModel.isRight(plan, cases.get(number).events(), moment, WindowFrames.answers(row, 2));
                if (!right) {
                    broken.add(number);
                }
            }
        }
        return broken;
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theCasesCatchMistakes(Mutant mutant) {
        List<WindowCase> cases = LongStream.rangeClosed(1, 500)
                .mapToObj(seed -> WindowCase.generate(Choices.seeded(seed)))
                .toList();
        assertThat(broken(join(mutant.engine(), cases), cases)).isNotEmpty();
    }

    static Stream<Mutant> mistakes() {
        return Stream.of(
                Mutant.ofTwoBuckets("the event at the label's time is seen", "seen.moment <=", "seen.moment - 1 <="),
                Mutant.ofTwoBuckets("the last event before is not seen", "seen.moment <=", "seen.moment <"),
                Mutant.ofTwoBuckets("the bucket before is not looked into", ", bucket + 1", ""),
                Mutant.ofTwoBuckets(
                        "buckets are cut towards zero", "(moment - pmod(moment, :window)) DIV", "moment DIV"),
                Mutant.ofTwoBuckets("the window's start is left out", ">= asked.moment -", "> asked.moment -"));
    }

    @Test
    void aLabelWithoutKeyOrTimeHasNoFeaturesAndAnUnknownKeyHasEmptyWindows() {
        Dataset<Row> spine = Frames.of(
                "history LONG, moment TIMESTAMP",
                List.of(
                        RowFactory.create(null, Instant.EPOCH),
                        RowFactory.create(0L, null),
                        RowFactory.create(99L, Instant.EPOCH)));
        for (JoinEngine engine : JoinEngine.values()) {
            List<Row> rows = PointInTimeJoin.onto(spine, "moment")
                    .with(fresh(List.of()))
                    .withEngine(engine)
                    .join()
                    .select("real_count_7us", "real_sum_7us")
                    .collectAsList();
            assertThat(rows)
                    .containsExactly(
                            RowFactory.create(null, null), RowFactory.create(null, null), RowFactory.create(0L, null));
        }
    }

    @Test
    void featuresAndEventsOfOneKeyShareTheirShuffle() {
        List<WindowCase> cases = List.of();
        Dataset<Row> joined = PointInTimeJoin.onto(spine(cases), "moment")
                .with(fresh(cases))
                .with(new ViewRows(VIEW, served(), use("served")))
                .join();
        PhysicalPlan plan = PhysicalPlan.of(joined);
        assertThat(List.of(plan.exchanges(), plan.sorts())).containsExactly(2, 2);
    }

    @Test
    void freshValuesAreNotKnownAsKnown() {
        assertThatThrownBy(() -> PointInTimeJoin.onto(spine(List.of()), "moment")
                        .with(fresh(List.of()))
                        .asKnown()
                        .join())
                .hasMessage("Cannot join fresh values of windows@1 as known: events do not tell when they were written."
                        + " Ask for one or the other.");
    }

    private static Dataset<Row> served() {
        return LocalSpark.session()
                .createDataFrame(
                        List.of(),
                        dev.sluice.spark.SparkTypes.schema(java.util.stream.Stream.concat(
                                        WindowFrames.ENTITY.key().stream(),
                                        VIEW.features().stream().map(feature -> feature.column()))
                                .toList()))
                .withColumn("event_time", col("history").cast("timestamp"))
                .withColumn("created_time", col("history").cast("timestamp"));
    }

    private static Dataset<Row> spine(List<WindowCase> cases) {
        List<Row> rows = new ArrayList<>();
        for (int number = 0; number < cases.size(); number++) {
            for (long moment : cases.get(number).moments()) {
                rows.add(RowFactory.create((long) number, EpochMicros.toInstant(moment)));
            }
        }
        return Frames.of("history LONG, moment TIMESTAMP", rows);
    }

    private ViewRows fresh(List<WindowCase> cases) {
        WindowFrames.events(LocalSpark.session(), cases, Collections.nCopies(cases.size(), 0L))
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("events").toString());
        SourceEvents events = SourceEvents.of(LocalSpark.session(), WindowFrames.project(folder, VIEW), VIEW);
        return ViewRows.ofEvents(VIEW, events.in(ALWAYS), use(null));
    }

    private static ViewUse use(@org.jspecify.annotations.Nullable String as) {
        return new ViewUse("windows", null, as, List.of(), Map.of());
    }
}
