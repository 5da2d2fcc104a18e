package dev.sluice.training;

import java.nio.file.Path;

/**
 * A training set that has been written.
 *
 * @param id a hash of all inputs: the same spine, definitions, table versions and options have the same id
 * @param folder holds {@code data/} and {@code manifest.json}
 * @param manifest the text of {@code manifest.json}
 */
public record TrainingSet(String id, Path folder, long rows, String manifest) {}
