package dev.sluice.training;

import org.jspecify.annotations.Nullable;

/**
 * How a training set is built.
 *
 * @param asKnown rows written after a label's time are hidden (P4)
 * @param fullNames columns are called {@code view__feature} (P8)
 * @param replaces a training set that is in the folder is replaced
 * @param split how the rows are divided into parts; null when they are not
 */
public record TrainingOptions(
        TableFormat format,
        boolean asKnown,
        boolean fullNames,
        boolean replaces,
        @Nullable Split split) {
    public static final TrainingOptions DEFAULTS = new TrainingOptions(TableFormat.PARQUET, false, false, false, null);

    public TrainingOptions withFormat(TableFormat other) {
        return new TrainingOptions(other, asKnown, fullNames, replaces, split);
    }

    public TrainingOptions knowingOnlyWhatWasKnown() {
        return new TrainingOptions(format, true, fullNames, replaces, split);
    }

    public TrainingOptions withFullNames() {
        return new TrainingOptions(format, asKnown, true, replaces, split);
    }

    public TrainingOptions replacingFormer() {
        return new TrainingOptions(format, asKnown, fullNames, true, split);
    }

    public TrainingOptions dividedBy(Split other) {
        return new TrainingOptions(format, asKnown, fullNames, replaces, other);
    }

    OutputFolder.Existing existing() {
        return replaces ? OutputFolder.Existing.REPLACE : OutputFolder.Existing.KEEP;
    }
}
