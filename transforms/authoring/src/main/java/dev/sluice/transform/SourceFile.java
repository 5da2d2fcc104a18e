package dev.sluice.transform;

import java.net.URI;
import org.apache.hadoop.fs.Path;

/**
 * One file of a source as it was at a moment.
 *
 * @param size in bytes
 * @param changed when it was written, in microseconds since the epoch
 */
public record SourceFile(String path, long size, long changed) {
    private static final long MICROS_PER_MILLI = 1_000;

    /** From what Spark lists. */
    static SourceFile listed(Path path, long size, long changedMillis) {
        return new SourceFile(path.toUri().getPath(), size, changedMillis * MICROS_PER_MILLI);
    }

    /** The path as it stands in a URI. */
    public String rawPath() {
        return new Path(path).toUri().getRawPath();
    }

    /** From what Spark tells of a row, where the path is a URI. */
    public static SourceFile told(String uri, long size, long changed) {
        return new SourceFile(URI.create(uri).getPath(), size, changed);
    }
}
