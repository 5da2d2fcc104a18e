package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aggregation.WindowCase;
import dev.sluice.aggregation.WindowModel;
import dev.sluice.aggregation.WindowPlan;
import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.testing.Property;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowRowsTest {
    private static final Partition DAY = Partition.parse(Granularity.DAY, "2001-03-05");
    private static final long END = EpochMicros.of(DAY.end());

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();

    @Test
    void aPartitionsRowsAreTheWindowsThatEndWithIt() {
        Property.holdTogether(1_000, WindowCase::generate, this::broken);
    }

    private Set<Integer> broken(List<WindowCase> cases) {
        List<Long> moved = cases.stream().map(one -> END - one.moments().get(0)).toList();
        write(cases, moved);
        FeatureView view = WindowFrames.view(WindowCase.aggregates());
        Map<Long, Row> rows = new HashMap<>();
        ViewComputation.of(spark, WindowFrames.project(folder, view), view)
                .rows(DAY)
                .collectAsList()
                .forEach(row -> rows.put(row.getLong(0), row));
        WindowPlan plan = WindowPlan.of(WindowCase.aggregates());
        Set<Integer> broken = new TreeSet<>();
        for (int number = 0; number < cases.size(); number++) {
            WindowCase one = cases.get(number);
            Row row = rows.get((long) number);
            long moment = one.moments().get(0);
            long first = moment - plan.longestWindow() - 86_400_000_000L;
            boolean wanted = one.events().stream().anyMatch(event -> event.time() >= first && event.time() < moment);
            boolean right =
                    row == null ? !wanted : wanted && WindowModel.isRight(plan, one.events(), moment, features(row));
            if (!right) {
                broken.add(number);
            }
        }
        return broken;
    }

    private static Object[] features(Row row) {
        Object[] values = WindowFrames.answers(row, 1);
        return java.util.Arrays.copyOf(values, values.length - 1);
    }

    @Test
    void whatIsAggregatedIsAnExpressionOfOneRowInADeclaredType() {
        write(List.of(), List.of());
        assertThat(analysed("real * 2 > 1", "double")).isEmpty();
        assertThat(analysed("*", "long")).isEmpty();
        assertThatThrownBy(() -> analysed("sum(real)", "double"))
                .hasMessage("Cannot aggregate windows@1: what is aggregated must be an expression of one row,"
                        + " without aggregate, window or generator functions.");
        assertThat(analysed("whole", "double")).isEmpty();
        assertThat(analysed("money", "double")).isEmpty();
        assertThatThrownBy(() -> analysed("word", "double"))
                .hasMessage("Cannot aggregate windows@1: 'word' is string in the source events, and double in the view."
                        + " Declare type: string, or cast it.");
        assertThatThrownBy(() -> analysed("wohle", "long"))
                .hasMessageStartingWith("Cannot read the events of windows@1: A column or function parameter with name"
                        + " `wohle` cannot be resolved.");
        assertThatThrownBy(() -> analysed("(SELECT 1)", "long"))
                .hasMessage("windows@1, x:1: Invalid query: a condition on a row has no subquery.");
        assertThatThrownBy(() -> analysed("rand()", "double"))
                .hasMessageContaining("the function 'rand' cannot be used");
    }

    private java.util.Optional<String> analysed(String of, String type) {
        Aggregation aggregation = new Aggregation(
                of, "x", ValueType.parse(type), List.of(AggregateFunction.parse("sum")), List.of(TimeSpan.parse("1d")));
        FeatureView view = WindowFrames.view(new Transform.Aggregates(Map.of(), List.of(aggregation)));
        return ViewComputation.of(spark, WindowFrames.project(folder, view), view)
                .analyse();
    }

    private void write(List<WindowCase> cases, List<Long> moved) {
        WindowFrames.events(spark, cases, moved)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("events").toString());
    }
}
