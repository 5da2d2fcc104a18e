package dev.sluice.command;

import dev.sluice.feature.FeatureService;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A training set that somebody asks for.
 *
 * @param out the folder to write
 * @param asKnown whether rows written after the label's time are hidden
 * @param fullNames whether columns are called {@code view__feature}
 * @param overwrite whether a former training set in the folder may be replaced
 * @param split how it is divided; null when it is not
 */
public record TrainingSetRequest(
        FeatureService service,
        TrainingSetSpine spine,
        Path out,
        TableFormat format,
        boolean asKnown,
        boolean fullNames,
        boolean overwrite,
        @Nullable TrainingSetSplit split) {
    /** What the rows are written as. */
    public enum TableFormat {
        PARQUET,
        DELTA,
        CSV,
        TFRECORD
    }
}
