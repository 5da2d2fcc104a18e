package dev.sluice.command;

import dev.sluice.feature.FeatureService;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A training set that somebody asks for.
 *
 * @param out the folder to write
 * @param values which values of features it shows
 * @param fullNames whether columns are called {@code view__feature}
 * @param overwrite whether a former training set in the folder may be replaced
 * @param split how it is divided; null when it is not
 */
public record TrainingSetRequest(
        FeatureService service,
        TrainingSetSpine spine,
        Path out,
        TableFormat format,
        Values values,
        boolean fullNames,
        boolean overwrite,
        @Nullable TrainingSetSplit split) {
    /** Which values of features it shows. */
    public enum Values {
        OF_SERVICE,
        SERVED,
        AS_KNOWN,
        FRESH
    }

    /** What the rows are written as. */
    public enum TableFormat {
        PARQUET,
        DELTA,
        CSV,
        TFRECORD
    }
}
