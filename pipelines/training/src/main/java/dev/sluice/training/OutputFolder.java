package dev.sluice.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is written beside its place and moved there when it is whole. */
final class OutputFolder {
    static final String MANIFEST = "manifest.json";

    private final Path folder;
    private final Path partial;

    private OutputFolder(Path folder) {
        this.folder = folder;
        this.partial = folder.resolveSibling("." + folder.getFileName() + ".partial");
    }

    /** Begins to write; a folder that holds something is refused, but for a former training set that may be replaced. */
    static OutputFolder begin(Path folder, Existing existing) {
        OutputFolder output = new OutputFolder(folder.toAbsolutePath().normalize());
        output.requireFree(existing);
        output.attempt("make", () -> {
            deleteTree(output.partial);
            Files.createDirectories(output.partial);
        });
        return output;
    }

    /** What to do with a training set that is in the folder. */
    enum Existing {
        KEEP,
        REPLACE
    }

    private void requireFree(Existing existing) {
        if (!Files.exists(folder)) {
            return;
        }
        boolean former = Files.isRegularFile(folder.resolve(MANIFEST));
        if (former && existing == Existing.REPLACE || isEmpty()) {
            return;
        }
        throw TrainingError.OCCUPIED.problem("Cannot write a training set to " + folder + ": "
                + (former
                        ? "it holds one already. Name another folder, or replace it with --overwrite."
                        : "it holds something else. Name another folder."));
    }

    private boolean isEmpty() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        } catch (IOException e) {
            throw failed("look into", e);
        }
    }

    Path data() {
        return partial.resolve("data");
    }

    /** Puts the manifest beside the data and moves both to their place. */
    void finish(String manifest) {
        attempt("write", () -> {
            Files.writeString(partial.resolve(MANIFEST), manifest);
            Path former = folder.resolveSibling("." + folder.getFileName() + ".former");
            deleteTree(former);
            if (Files.exists(folder)) {
                Files.move(folder, former, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            deleteTree(former);
        });
    }

    /** Leaves nothing behind. */
    void abandon() {
        attempt("clean", () -> deleteTree(partial));
    }

    Path folder() {
        return folder;
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    private void attempt(String what, FileWork work) {
        try {
            work.run();
        } catch (IOException | UncheckedIOException e) {
            throw failed(what, e);
        }
    }

    private RuntimeException failed(String what, Exception cause) {
        return TrainingError.NOT_WRITTEN.problem(
                "Cannot " + what + " the folder " + folder + ": " + cause + ". Check its permissions and the disk.",
                cause);
    }

    /** Work on files. */
    private interface FileWork {
        void run() throws IOException;
    }
}
