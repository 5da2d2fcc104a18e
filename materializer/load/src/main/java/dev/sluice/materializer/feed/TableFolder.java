package dev.sluice.materializer.feed;

import dev.sluice.feature.ViewId;
import dev.sluice.problem.SluiceException;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The folder of a view's latest table, and how to say that something in it is wrong. */
final class TableFolder {
    private final ViewId view;
    private final String purpose;
    private final TableLocation location;
    private final Path root;
    private final Configuration configuration;
    private final Engine engine;

    private TableFolder(ViewId view, String purpose, TableLocation location) {
        this.view = view;
        this.purpose = purpose;
        this.location = location;
        this.root = new Path(location.path());
        this.configuration = location.configuration();
        this.engine = DefaultEngine.create(configuration);
    }

    static TableFolder of(ViewId view, TableLocation location, String purpose) {
        return new TableFolder(view, purpose, location);
    }

    TableLocation location() {
        return location;
    }

    Engine engine() {
        return engine;
    }

    String path() {
        return root.toString();
    }

    /** The absolute path of a file that the table's log names: URL-encoded, and mostly relative to the folder. */
    String file(String encoded) {
        return new Path(root, new Path(URI.create(encoded))).toString();
    }

    boolean has(FeedFile file) {
        try {
            Path path = new Path(file.path());
            return path.getFileSystem(configuration).exists(path);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    CloseableIterator<ColumnarBatch> read(FeedFile file, StructType schema) throws IOException {
        return engine.getParquetHandler()
                .readParquetFiles(
                        Utils.singletonCloseableIterator(FileStatus.of(file.path(), file.size(), 0)),
                        schema,
                        Optional.empty());
    }

    /** Reads something of the table; whatever the reading throws is told as a problem of this table. */
    <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (SluiceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** How every message about this table begins. */
    String cannot() {
        return "Cannot " + purpose + " " + view + ": ";
    }

    SluiceException missing(Throwable cause) {
        return FeedError.NO_TABLE.problem(
                cannot() + "no latest table at " + path() + ". Run 'sluice run' or 'sluice backfill' first.", cause);
    }

    private SluiceException unreadable(Throwable cause) {
        return FeedError.UNREADABLE_TABLE.problem(
                cannot() + "its latest table at " + path() + " cannot be read: " + reason(cause)
                        + " If the folder is damaged, delete it and run 'sluice run': latest is then built anew.",
                cause);
    }

    SluiceException unreadable(FeedFile file, Throwable cause) {
        String what = isMissing(cause) ? "is gone." : "cannot be read: " + reason(cause);
        return FeedError.UNREADABLE_TABLE.problem(
                cannot() + "file " + file.path() + " of its latest table " + what
                        + " If the folder is damaged, delete it and run 'sluice run': latest is then built anew.",
                cause);
    }

    private static boolean isMissing(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof FileNotFoundException) {
                return true;
            }
        }
        return false;
    }

    /** The first line of the innermost cause, as a sentence. */
    private static String reason(Throwable cause) {
        Throwable innermost = cause;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        String line = message == null || message.isBlank()
                ? innermost.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow();
        return line.endsWith(".") ? line : line + ".";
    }
}
