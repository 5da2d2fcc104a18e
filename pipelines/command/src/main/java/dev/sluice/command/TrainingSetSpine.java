package dev.sluice.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Labels for a training set: in a file, or what a query answers.
 *
 * @param file a Parquet, CSV, JSON file or folder, or a Delta table; null when there is a query
 * @param query a file with one SELECT over the project's sources; null when there is a file of labels
 * @param timeColumn the column of label times
 */
public record TrainingSetSpine(
        @Nullable String file, @Nullable Path query, String timeColumn) {}
