package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AggregateReaderTest {
    private static final String VIEW = """
            feature_view: windows
            entity: airport
            source: flights
            on: {airport: origin}
            aggregate:
              - {of: delay, by: [count, avg, last_3, p95], over: [1h, 24h]}
              - {of: delay > 15, as: late, type: long, by: [sum], over: [1d]}
            """;

    @TempDir
    private Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));

    @BeforeEach
    void writeProject() {
        project = ProjectFolder.in(folder).write("views/windows.yaml", VIEW);
    }

    @Test
    void featuresFollowFromFunctionsAndWindows() {
        FeatureView view = FeatureProject.read(folder).view("windows");
        assertThat(view.featureNames())
                .containsExactly(
                        "delay_count_1h",
                        "delay_count_1d",
                        "delay_avg_1h",
                        "delay_avg_1d",
                        "delay_last_3_1h",
                        "delay_last_3_1d",
                        "delay_p95_1h",
                        "delay_p95_1d",
                        "late_sum_1d");
        Feature count = view.feature("delay_count_1h");
        assertThat(count.type()).isEqualTo(ValueType.Scalar.LONG);
        assertThat(count.defaultValue()).isEqualTo("0");
        assertThat(view.feature("delay_last_3_1h").type()).isEqualTo(new ValueType.Array(ValueType.Scalar.DOUBLE));
        assertThat(view.feature("late_sum_1d").type()).isEqualTo(ValueType.Scalar.LONG);
        assertThat(view.feature("late_sum_1d").defaultValue()).isNull();
        assertThat(view.computation().sources().get(0).lookback()).isEqualTo(TimeSpan.parse("1d"));
        assertThat(((Transform.Aggregates) view.computation().transform()).sourceColumn("airport"))
                .isEqualTo("origin");
    }

    @Test
    void anotherWindowIsAnotherMeaning() {
        FeatureView before = FeatureProject.read(folder).view("windows");
        project.replace("views/windows.yaml", "[1h, 24h]", "[1h, 2d]");
        assertThat(FeatureProject.read(folder).view("windows").meaning()).isNotEqualTo(before.meaning());
    }

    @Test
    void everyMistakeInAnAggregationIsReported() {
        project.write("views/windows.yaml", """
                feature_view: windows
                entity: airport
                source: flihgts
                on: {airprot: origin}
                transform: delays.sql
                aggregate:
                  - {of: delay, by: [cuont], over: [1h, 7x]}
                  - {of: delay > 15, by: [sum], over: [1d]}
                  - {of: city, type: string, by: [sum], over: [1d]}
                  - {of: delay, by: [last_0], over: [0s], from: here}
                  - {of: delay, by: [sum], over: [400000d]}
                """);
        assertThat(project.mistakes())
                .containsExactly(
                        "views/windows.yaml:3: Unknown source 'flihgts'. Did you mean 'flights'? Declare it in sources.yaml.",
                        "views/windows.yaml:4: Unknown key: 'airprot'. Did you mean 'airport'?",
                        "views/windows.yaml:5: The key 'transform' does not go with 'aggregate': the features follow from it.",
                        "views/windows.yaml:7: Unknown aggregate function: 'cuont'. Did you mean 'count'?",
                        "views/windows.yaml:7: Invalid time span: '7x'. Write a whole number and a unit, as 7d, 26h, 90m, 30s or 500ms.",
                        "views/windows.yaml:8: The aggregation of 'delay > 15' has no name for its features. Give it one with 'as'.",
                        "views/windows.yaml:9: Invalid aggregation: sum of values of type string. It takes int, long, float, double, decimal or boolean.",
                        "views/windows.yaml:10: Unknown key 'from' in an aggregation. Known: as, by, of, over, type.",
                        "views/windows.yaml:10: Invalid aggregate function: LAST_K of 0. last_K takes 1 to 1000 values, pN 1 to 99 percent.",
                        "views/windows.yaml:11: Invalid aggregation: delay has a window of 400000d. Windows are at most 3653d long.");
    }

    @Test
    void twoFeaturesOfOneNameAreAMistake() {
        project.replace("views/windows.yaml", "as: late, type: long, by: [sum]", "as: delay, by: [avg]");
        assertThat(project.mistakes())
                .containsExactly(
                        "views/windows.yaml:1: Invalid feature view windows@1: the column 'delay_avg_1d' is there twice. Names must differ in more than upper and lower case.");
    }

    @Test
    void aSourceGoesWithAggregationsOnly() {
        project.replace("views/delays.yaml", "ttl: 14d", "source: flights");
        assertThat(project.mistakes())
                .containsExactly("views/delays.yaml:5: The key 'source' goes with 'aggregate' only.");
    }
}
