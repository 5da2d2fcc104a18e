package dev.sluice.pointintime;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewUse;
import dev.sluice.problem.NearestName;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A view's rows, and how a training set uses them.
 *
 * @param rows the view's keys and features, of the declared types, and {@code event_time} and {@code created_time}:
 *     timestamps, dates (their midnight UTC) or naive timestamps (UTC); other columns are left alone. Or its events
 */
public record ViewRows(FeatureView view, Dataset<Row> rows, ViewUse use, Kind kind) {
    /** What rows are. */
    public enum Kind {
        /** Values of features, each from its event time on. */
        FEATURES,
        /** The same, each from its created time on too. */
        FEATURES_AS_KNOWN,
        /** Events that the view aggregates, as {@code SourceEvents} has them: its keys and its {@code EVENT}. */
        EVENTS
    }

    public ViewRows {
        if (!use.view().equals(view.name())) {
            throw PointInTimeError.INVALID_USE.problem(
                    "Cannot join " + view.id() + ": the use is of feature view " + use.view() + ".");
        }
        use.on().keySet().forEach(key -> checkKey(view, key));
        use.features().forEach(view::feature);
    }

    /** Rows of features, used so. */
    public ViewRows(FeatureView view, Dataset<Row> rows, ViewUse use) {
        this(view, rows, use, Kind.FEATURES);
    }

    /** All features of the view under their own names, by spine columns called as its keys. */
    public static ViewRows of(FeatureView view, Dataset<Row> rows) {
        return new ViewRows(view, rows, new ViewUse(view.name(), null, null, List.of(), Map.of()));
    }

    /** The same view with fresh values: its windows over these events, which end at each label's own time. */
    public static ViewRows ofEvents(FeatureView view, Dataset<Row> events, ViewUse use) {
        return new ViewRows(view, events, use, Kind.EVENTS);
    }

    /** The same rows, of which labels see none that was written after their time, whatever the join says. */
    public ViewRows asKnown() {
        return new ViewRows(view, rows, use, Kind.FEATURES_AS_KNOWN);
    }

    /** The features asked for, in the order of the answer. */
    List<Feature> askedFeatures() {
        return use.features().isEmpty()
                ? view.features()
                : use.features().stream().map(view::feature).toList();
    }

    private static void checkKey(FeatureView view, String key) {
        List<String> keys = view.entity().keyNames();
        if (!keys.contains(key)) {
            throw PointInTimeError.INVALID_USE.problem("Unknown key: '" + key + "' of feature view " + view.id()
                    + ", under 'on'." + NearestName.hint(key, keys));
        }
    }
}
