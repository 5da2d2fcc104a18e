package dev.sluice.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.sluice.feature.ViewUse;
import dev.sluice.layout.LakeLayout;
import dev.sluice.pointintime.PointInTimeJoin;
import dev.sluice.transform.QuotedName;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * In how many rows of a training set the choice of values matters.
 *
 * @param rows of the training set
 */
public record LeakReport(long rows, List<FeatureDifference> features) {
    public LeakReport {
        features = List.copyOf(features);
    }

    /**
     * Of one column, in how many rows another choice shows another value than the one served.
     *
     * @param asKnown where the value served was written after the label's time, so that training on it leaks what was corrected
     *     or backfilled later
     * @param fresh where the windows that end at the label's time differ; null for a view that does not aggregate
     */
    public record FeatureDifference(
            String column, long asKnown, @Nullable Long fresh) {}

    static LeakReport of(TrainingInputs inputs) {
        SpineRange range = inputs.range();
        LakeLayout lake = TrainingInputs.lake(inputs.project());
        PointInTimeJoin join =
                PointInTimeJoin.onto(inputs.spine().rows(), inputs.spine().timeColumn());
        List<Column> counts = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (int number = 0; number < inputs.views().size(); number++) {
            UsedView served = inputs.views().get(number);
            boolean fresh = FreshView.isPossible(served.view());
            join = join.with(renamed(served, "served_" + number).rows(inputs.spark(), lake, range))
                    .with(renamed(served, "known_" + number)
                            .rows(inputs.spark(), lake, range)
                            .asKnown());
            if (fresh) {
                FreshView events = FreshView.of(
                        inputs.spark(), inputs.project(), named(served.use(), "fresh_" + number), served.view());
                join = join.with(events.rows(inputs.spark(), lake, range));
            }
            for (String feature : asked(served)) {
                columns.add(served.use().outputName(feature));
                counts.add(differs(number, feature, "known_"));
                counts.add(
                        fresh ? differs(number, feature, "fresh_") : lit(null).cast("long"));
            }
        }
        return read(join.join(), columns, counts);
    }

    private static List<String> asked(UsedView view) {
        return view.use().features().isEmpty()
                ? view.view().featureNames()
                : view.use().features();
    }

    private static UsedView renamed(UsedView view, String name) {
        PinnedView pinned = (PinnedView) view;
        return new PinnedView(named(pinned.use(), name), pinned.view(), pinned.path(), pinned.version());
    }

    private static ViewUse named(ViewUse use, String name) {
        return new ViewUse(use.view(), use.version(), name, use.features(), use.on());
    }

    private static Column differs(int number, String feature, String other) {
        Column served = col(QuotedName.of("served_" + number + "__" + feature));
        return count_if(not(served.eqNullSafe(col(QuotedName.of(other + number + "__" + feature)))));
    }

    private static LeakReport read(Dataset<Row> joined, List<String> columns, List<Column> counts) {
        Row row = joined.agg(count(lit(1)), counts.toArray(Column[]::new)).first();
        List<FeatureDifference> features = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int at = 1 + 2 * i;
            features.add(new FeatureDifference(
                    columns.get(i), row.getLong(at), row.isNullAt(at + 1) ? null : row.getLong(at + 1)));
        }
        return new LeakReport(row.getLong(0), features);
    }
}
