package dev.sluice.catalog.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.expectation.Suite;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import dev.sluice.testing.Flights;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineagesTest {
    private static FeatureView reading(String name, String source) {
        return new FeatureView(
                new ViewId(name, 1),
                Flights.AIRPORT,
                new Computation(
                        List.of(new SourceUse(source, TimeSpan.ZERO)),
                        new Transform.Sql("x.sql", "SELECT 1"),
                        Schedule.parse("daily")),
                List.of(Feature.of("x", Scalar.LONG)),
                Lifetime.UNLIMITED,
                Placement.OFFLINE,
                Suite.NONE,
                Metadata.NONE,
                null);
    }

    private static Source tableOf(String view) {
        return new Source(
                view + "_table",
                SourceFormat.DELTA,
                "lake/features/" + view + "/v1",
                "event_time",
                Map.of(),
                List.of(),
                Metadata.NONE);
    }

    private static Lineage lineage(FeatureView of, List<FeatureView> views, Source... sources) {
        Project project = new Project(
                "p",
                Path.of("/p"),
                Settings.defaults("p"),
                List.of(Flights.AIRPORT),
                List.of(sources),
                views,
                List.of(),
                Map.of());
        return Lineages.of(of, Links.of(project));
    }

    @Test
    void aTableOfAViewIsThatView() {
        FeatureView first = reading("first", "flights");
        FeatureView second = reading("second", "first_table");
        FeatureView third = reading("third", "second_table");

        Lineage lineage =
                lineage(second, List.of(first, second, third), Flights.FLIGHTS, tableOf("first"), tableOf("second"));

        assertThat(lineage.nodes())
                .extracting(node -> node.stage() + " " + node.id())
                .containsExactlyInAnyOrder(
                        "-2 source flights",
                        "-1 feature_view first@1",
                        "0 feature_view second@1",
                        "1 feature_view third@1");
        assertThat(lineage.edges())
                .containsExactlyInAnyOrder(
                        new Lineage.Edge("source flights", "feature_view first@1"),
                        new Lineage.Edge("feature_view first@1", "feature_view second@1"),
                        new Lineage.Edge("feature_view second@1", "feature_view third@1"));
    }

    @Test
    void viewsThatReadEachOtherComeToAnEnd() {
        FeatureView left = reading("left", "right_table");
        FeatureView right = reading("right", "left_table");

        Lineage lineage = lineage(left, List.of(left, right), tableOf("left"), tableOf("right"));

        assertThat(lineage.edges())
                .containsExactlyInAnyOrder(
                        new Lineage.Edge("feature_view right@1", "feature_view left@1"),
                        new Lineage.Edge("feature_view left@1", "feature_view right@1"));
    }
}
