package dev.sluice.client;

import dev.sluice.feature.Feature;
import dev.sluice.online.EncodedRow;
import dev.sluice.time.EpochMicros;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds of one use of a view for one entity. Features are counted from 0 in the order of the use; their values
 * stay in the row's bytes until they are asked for.
 */
final class UseRow {
    private static final int[] NO_COLUMNS = {};

    private final ServedUse use;
    private final FeatureStatus status;
    private final @Nullable EncodedRow row;
    private final int[] columns;
    private final long eventMicros;
    private final boolean hidden;
    private @Nullable Instant eventTime; // made when it is asked for, by any thread: instants are immutable

    private UseRow(ServedUse use, FeatureStatus status, Found found, boolean hidden) {
        this.use = use;
        this.status = status;
        this.row = found.row;
        this.columns = found.columns;
        this.eventMicros = found.eventMicros;
        this.hidden = hidden;
    }

    /** No row, and why: NOT_FOUND or UNAVAILABLE. */
    static UseRow absent(ServedUse use, FeatureStatus why) {
        return new UseRow(use, why, new Found(null, NO_COLUMNS, 0), true);
    }

    static UseRow present(ServedUse use, Found found) {
        return new UseRow(use, FeatureStatus.PRESENT, found, false);
    }

    static UseRow outdated(ServedUse use, Found found, GetOptions options) {
        return new UseRow(use, FeatureStatus.OUTSIDE_MAX_AGE, found, !options.showsOutdated());
    }

    /**
     * A row, and how it is read.
     *
     * @param columns for each feature its column in the row; -1 for one that was added later
     */
    record Found(@Nullable EncodedRow row, int[] columns, long eventMicros) {}

    FeatureStatus status(int feature) {
        if (row == null) {
            return status;
        }
        int column = columns[feature];
        if (column < 0) {
            return FeatureStatus.NOT_FOUND;
        }
        return status == FeatureStatus.PRESENT && row.isNull(column) ? FeatureStatus.NULL_VALUE : status;
    }

    /** The row, when it shows something of the feature; null where the feature's default stands. */
    private @Nullable EncodedRow shown(int feature) {
        return hidden || columns[feature] < 0 ? null : row;
    }

    /** The default stands for "nothing visible", as it does in training sets; a null that is visible stays null. */
    @Nullable
    Object value(int feature) {
        EncodedRow shown = shown(feature);
        return shown == null ? use.defaultValue(feature) : shown.value(columns[feature]);
    }

    /** A numeric feature; NaN where there is no value. */
    double number(int feature) {
        EncodedRow shown = shown(feature);
        return shown == null ? use.defaultNumber(feature) : shown.number(columns[feature]);
    }

    /** The row, when it has a value of the feature. */
    @Nullable
    EncodedRow valued(int feature) {
        EncodedRow shown = shown(feature);
        return shown == null || shown.isNull(columns[feature]) ? null : shown;
    }

    int column(int feature) {
        return columns[feature];
    }

    Feature feature(int feature) {
        return use.features().get(feature);
    }

    /** Writes all features as floats, from {@code at} on. */
    void floats(float[] into, int at) {
        for (int i = 0; i < use.size(); i++) {
            into[at + i] = (float) number(i);
        }
    }

    FeatureValue answer(int feature) {
        boolean noRow = row == null || columns[feature] < 0;
        Object value = value(feature);
        return new FeatureValue(
                use.outputName(feature),
                value,
                status(feature),
                noRow ? null : eventTime(),
                use.view().id().version(),
                value != null && shown(feature) == null);
    }

    private Instant eventTime() {
        Instant known = eventTime;
        if (known == null) {
            known = EpochMicros.toInstant(eventMicros);
            eventTime = known;
        }
        return known;
    }
}
