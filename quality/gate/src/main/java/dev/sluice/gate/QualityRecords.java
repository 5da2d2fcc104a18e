package dev.sluice.gate;

import dev.sluice.feature.ViewId;
import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.SluiceException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the gate found of each run of a view, as files in the lake: a folder for each run. Writing again replaces.
 *
 * <p>Threads may share it. After a failure the file may be there in part; the run that it is about has failed too.
 */
public final class QualityRecords {
    private final Configuration hadoop;
    private final LakeLayout layout;
    private final ViewId view;

    private QualityRecords(Configuration hadoop, LakeLayout layout, ViewId view) {
        this.hadoop = hadoop;
        this.layout = layout;
        this.view = view;
    }

    /** The records of a view; nothing is read or written yet. */
    public static QualityRecords of(Configuration hadoop, LakeLayout layout, ViewId view) {
        return new QualityRecords(hadoop, layout, view);
    }

    void write(String runId, Document document, String text) {
        Path path = path(runId, document);
        try (OutputStream stream = path.getFileSystem(hadoop).create(path, true)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed("write", path, e);
        }
    }

    Optional<String> read(String runId, Document document) {
        Path path = path(runId, document);
        try {
            FileSystem files = path.getFileSystem(hadoop);
            try (InputStream stream = files.open(path)) {
                return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", path, e);
        }
    }

    /** The validation result of a run, as Great Expectations writes it; empty when the gate has not judged the run. */
    public Optional<String> validation(String runId) {
        return read(runId, Document.VALIDATION);
    }

    private Path path(String runId, Document document) {
        return new Path(layout.quality(view, runId) + "/" + document.file);
    }

    SluiceException damaged(String runId, Document document, Exception cause) {
        return new SluiceException(
                GateError.RECORD_FAILED,
                "Cannot read " + path(runId, document)
                        + ": it is damaged. Delete it; what it says is then taken from rows.",
                cause);
    }

    private static SluiceException failed(String doing, Path path, IOException cause) {
        return new SluiceException(
                GateError.RECORD_FAILED,
                "Cannot " + doing + " " + path + ": " + cause.getMessage() + ". Look at the lake, then try again.",
                cause);
    }

    /** What is kept of a run. */
    enum Document {
        VALIDATION(LakeLayout.VALIDATION_RESULT),
        STATES("states.json");

        private final String file;

        Document(String file) {
            this.file = file;
        }
    }
}
