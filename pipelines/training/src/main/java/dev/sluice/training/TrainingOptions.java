package dev.sluice.training;

/**
 * How a training set is built.
 *
 * @param asKnown rows written after a label's time are hidden (P4)
 * @param fullNames columns are called {@code view__feature} (P8)
 * @param replaces a training set that is in the folder is replaced
 */
public record TrainingOptions(TableFormat format, boolean asKnown, boolean fullNames, boolean replaces) {
    public static final TrainingOptions DEFAULTS = new TrainingOptions(TableFormat.PARQUET, false, false, false);

    public TrainingOptions withFormat(TableFormat other) {
        return new TrainingOptions(other, asKnown, fullNames, replaces);
    }

    public TrainingOptions knowingOnlyWhatWasKnown() {
        return new TrainingOptions(format, true, fullNames, replaces);
    }

    public TrainingOptions withFullNames() {
        return new TrainingOptions(format, asKnown, true, replaces);
    }

    public TrainingOptions replacingFormer() {
        return new TrainingOptions(format, asKnown, fullNames, true);
    }

    OutputFolder.Existing existing() {
        return replaces ? OutputFolder.Existing.REPLACE : OutputFolder.Existing.KEEP;
    }
}
