package dev.sluice.transform;

import dev.sluice.feature.Aggregation;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.transform.AlikeFeatures.Named;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Round;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** What each feature is computed from, and how: equal for features that have the same values. */
final class FeatureMeanings {
    private final Map<Object, List<Named>> exactly = new LinkedHashMap<>();
    private final Map<Object, List<Named>> nearly = new LinkedHashMap<>();

    /** What is equal for features over the same rows. */
    private record Meaning(Object rows, Object value) {}

    /** @param plan of the view's keys, features and event time, in a form in which like plans are equal */
    void add(FeatureView view, LogicalPlan plan) {
        List<Expression> columns = columns(plan);
        List<String> features = view.featureNames();
        int keys = view.entity().key().size();
        List<Object> rows = new ArrayList<>(List.of(
                view.computation().sources(),
                view.granularity(),
                JavaConverters.seqAsJavaList(plan.children()),
                plan instanceof Aggregate aggregate
                        ? JavaConverters.seqAsJavaList(aggregate.groupingExpressions())
                        : plan.getClass()));
        for (int i = 0; i < columns.size(); i++) {
            if (i < keys || i >= keys + features.size()) {
                rows.add(columns.get(i));
            }
        }
        for (int i = 0; !columns.isEmpty() && i < features.size(); i++) {
            add(new Named(view.id(), features.get(i)), rows, columns.get(keys + i));
        }
    }

    void add(FeatureView view, Transform.Aggregates aggregates) {
        List<Object> rows = List.of(
                view.computation().sources().get(0).source(),
                view.entity().keyNames().stream().map(aggregates::sourceColumn).toList());
        for (Aggregation aggregation : aggregates.aggregations()) {
            Object value = List.of(SqlTokens.of(aggregation.of()), aggregation.type());
            aggregation
                    .features()
                    .forEach(feature -> note(
                            exactly,
                            new Meaning(rows, List.of(value, feature.function(), feature.window())),
                            new Named(view.id(), feature.feature().name())));
        }
    }

    private void add(Named feature, List<Object> rows, Expression value) {
        Expression core = core(value);
        if (!core.foldable()) {
            note(exactly, new Meaning(rows, value), feature);
            note(nearly, new Meaning(rows, core), feature);
        }
    }

    private static void note(Map<Object, List<Named>> meanings, Meaning meaning, Named feature) {
        meanings.computeIfAbsent(meaning, key -> new ArrayList<>()).add(feature);
    }

    private static List<Expression> columns(LogicalPlan plan) {
        List<Expression> columns = new ArrayList<>();
        if (plan instanceof Project project) {
            columns.addAll(all(project.projectList()));
        } else if (plan instanceof Aggregate aggregate) {
            columns.addAll(all(aggregate.aggregateExpressions()));
        }
        columns.replaceAll(column -> column instanceof Alias alias ? alias.child() : column);
        return columns;
    }

    private static List<Expression> all(Seq<NamedExpression> named) {
        List<Expression> all = new ArrayList<>();
        JavaConverters.seqAsJavaList(named).forEach(one -> all.add((Expression) one));
        return all;
    }

    /** The value before it is cast, rounded or given a default in the end. */
    private static Expression core(Expression value) {
        if (value instanceof Cast cast) {
            return core(cast.child());
        }
        if (value instanceof Round round && round.scale().foldable()) {
            return core(round.child());
        }
        if (value instanceof Coalesce coalesce) {
            List<Expression> choices = JavaConverters.seqAsJavaList(coalesce.children());
            if (choices.stream().skip(1).allMatch(Expression::foldable)) {
                return core(choices.get(0));
            }
        }
        return value;
    }

    List<AlikeFeatures> alike() {
        List<AlikeFeatures> alike = new ArrayList<>();
        exactly.values().forEach(features -> add(alike, true, features));
        Set<List<Named>> told = new HashSet<>(exactly.values());
        nearly.values().stream()
                .filter(features -> !told.contains(features))
                .forEach(features -> add(alike, false, features));
        return alike;
    }

    private static void add(List<AlikeFeatures> alike, boolean exactly, List<Named> features) {
        if (features.stream().map(feature -> feature.view().name()).distinct().count() > 1) {
            alike.add(new AlikeFeatures(exactly, features));
        }
    }
}
