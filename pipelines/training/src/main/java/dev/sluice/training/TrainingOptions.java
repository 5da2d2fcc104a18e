package dev.sluice.training;

import dev.sluice.feature.FeatureService;
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
            new TrainingOptions(TableFormat.PARQUET, TrainingValues.OF_SERVICE, false, false, null);

    public TrainingOptions withFormat(TableFormat other) {
        return new TrainingOptions(other, values, fullNames, replaces, split);
    }

    public TrainingOptions knowingOnlyWhatWasKnown() {
        return with(TrainingValues.AS_KNOWN);
    }

    public TrainingOptions withServedValues() {
        return with(TrainingValues.SERVED);
    }

    public TrainingOptions withFreshValues() {
        return with(TrainingValues.FRESH);
    }

    private TrainingOptions with(TrainingValues others) {
        return new TrainingOptions(format, others, fullNames, replaces, split);
    }

    /** The same options, with nothing left to the service. */
    TrainingOptions of(FeatureService service) {
        return with(values.of(service));
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
