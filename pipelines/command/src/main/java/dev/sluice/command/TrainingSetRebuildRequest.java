package dev.sluice.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A former training set that somebody asks for again.
 *
 * @param manifest the text of its manifest.json
 * @param where that stands, for errors
 * @param spine its labels, when they are at another place than the manifest says
 * @param out the folder to write
 * @param overwrite whether a former training set in the folder may be replaced
 */
public record TrainingSetRebuildRequest(
        String manifest, String where, @Nullable String spine, Path out, boolean overwrite) {}
