package dev.sluice.training;

import org.jspecify.annotations.Nullable;

/**
 * How a training set is built.
 *
 * @param values which values of features it shows
 * @param fullNames columns are called {@code view__feature} (P8)
 * @param replaces a training set that is in the folder is replaced
 * @param split how the rows are divided into parts; null when they are not
 */
public record TrainingOptions(
        TableFormat format,
        TrainingValues values,
        boolean fullNames,
        boolean replaces,
        @Nullable Split split) {
    public static final TrainingOptions DEFAULTS =
            new TrainingOptions(TableFormat.PARQUET, TrainingValues.SERVED, false, false, null);

    public TrainingOptions withFormat(TableFormat other) {
        return new TrainingOptions(other, values, fullNames, replaces, split);
    }

    public TrainingOptions knowingOnlyWhatWasKnown() {
        return new TrainingOptions(format, TrainingValues.AS_KNOWN, fullNames, replaces, split);
    }

    TrainingOptions withServedValues() {
        return new TrainingOptions(format, TrainingValues.SERVED, fullNames, replaces, split);
    }

    public TrainingOptions withFreshValues() {
        return new TrainingOptions(format, TrainingValues.FRESH, fullNames, replaces, split);
    }

    public TrainingOptions withFullNames() {
        return new TrainingOptions(format, values, true, replaces, split);
    }

    public TrainingOptions replacingFormer() {
        return new TrainingOptions(format, values, fullNames, true, split);
    }

    public TrainingOptions dividedBy(Split other) {
        return new TrainingOptions(format, values, fullNames, replaces, other);
    }

    OutputFolder.Existing existing() {
        return replaces ? OutputFolder.Existing.REPLACE : OutputFolder.Existing.KEEP;
    }
}
