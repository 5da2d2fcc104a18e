package dev.sluice.catalog.page;

import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.problem.Origin;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How views are computed, in words. */
final class Definitions {
    private Definitions() {}

    static ViewDefinition of(FeatureView view) {
        Transform transform = view.computation().transform();
        Origin origin = view.origin();
        return new ViewDefinition(
                view.entity().name(),
                view.entity().key().stream().map(Column::toString).toList(),
                view.computation().sources().stream()
                        .map(use -> new ViewDefinition.SourceRead(
                                use.source(), use.lookback().toString()))
                        .toList(),
                view.computation().schedule().text(),
                text(view.lifetime().ttl()),
                view.lifetime().availabilityDelay().toString(),
                kind(transform),
                text(transform),
                origin == null ? null : origin.toString());
    }

    private static @Nullable String text(@Nullable TimeSpan span) {
        return span == null ? null : span.toString();
    }

    private static String kind(Transform transform) {
        return transform instanceof Transform.Sql
                ? "sql"
                : transform instanceof Transform.JavaClass ? "class" : "aggregate";
    }

    private static String text(Transform transform) {
        if (transform instanceof Transform.Sql sql) {
            return sql.text().strip();
        }
        if (transform instanceof Transform.JavaClass java) {
            return java.className();
        }
        return ((Transform.Aggregates) transform)
                .aggregations().stream().map(Definitions::text).collect(Collectors.joining("\n"));
    }

    private static String text(Aggregation aggregation) {
        String functions = joined(
                aggregation.by().stream().map(AggregateFunction::toString).toList());
        String windows =
                joined(aggregation.over().stream().map(TimeSpan::toString).toList());
        return functions + " of " + aggregation.of().strip() + " over " + windows + " as " + aggregation.name() + "_*";
    }

    private static String joined(List<String> words) {
        return String.join(", ", words);
    }
}
