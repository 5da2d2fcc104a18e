package dev.sluice.command;

import dev.sluice.reconciliation.Difference;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes the differences of a reconciliation to a file, a line of JSON each. */
final class DifferenceFile implements AutoCloseable {
    private final @Nullable BufferedWriter file;

    private DifferenceFile(@Nullable BufferedWriter file) {
        this.file = file;
    }

    /** @param path the file; null for none */
    static DifferenceFile open(@Nullable Path path) {
        try {
            return new DifferenceFile(path == null ? null : Files.newBufferedWriter(path));
        } catch (IOException e) {
            throw CommandError.WRONG_ARGUMENT.problem(
                    "Cannot write " + path + ": " + e.getMessage() + ". Name a file in a folder that is there.", e);
        }
    }

    void add(Difference difference, String key) {
        if (file == null) {
            return;
        }
        try {
            file.write(JsonDocument.line(ReconciliationView.json(difference, key)));
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
