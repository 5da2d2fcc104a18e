package dev.sluice.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is written beside its place and moved there when it is whole. One process at a time writes it; what a
 * killed one left beside it is removed by the next.
 */
final class OutputFolder implements AutoCloseable {
    static final String MANIFEST = "manifest.json";

    private final Path folder;
    private final Path partial;
    private final FileChannel lock;

    private OutputFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
        this.partial = beside(folder, "partial");
    }

    /** Begins to write; a folder that holds something is refused, but for a former training set that may be replaced. */
    static OutputFolder begin(Path folder, Existing existing) {
        Path place = folder.toAbsolutePath().normalize();
        OutputFolder output = new OutputFolder(place, locked(place));
        try {
            output.attempt("make", () -> {
                output.restoreFormer();
                requireFree(place, existing);
                deleteTree(output.partial);
                Files.createDirectories(output.partial);
            });
            return output;
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /** What was killed between the two moves of {@link #finish} left the former set beside its place. */
    private void restoreFormer() throws IOException {
        Path former = beside(folder, "former");
        if (Files.exists(former) && !Files.exists(folder)) {
            Files.move(former, folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static FileChannel locked(Path folder) {
        Path file = beside(folder, "lock");
        try {
            Files.createDirectories(file.resolveSibling("."));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isHeld(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw failed("make", folder, e);
        }
        throw TrainingError.OCCUPIED.problem("Cannot write a training set to " + folder
                + ": another build is writing there. Wait for it, or name another folder.");
    }

    /** Whether another holds the lock; otherwise it is ours now. */
    private static boolean isHeld(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static Path beside(Path folder, String what) {
        return folder.resolveSibling("." + folder.getFileName() + "." + what);
    }

    /** What to do with a training set that is in the folder. */
    enum Existing {
        KEEP,
        REPLACE
    }

    private static void requireFree(Path folder, Existing existing) {
        if (!Files.exists(folder)) {
            return;
        }
        boolean former = Files.isRegularFile(folder.resolve(MANIFEST));
        if (former && existing == Existing.REPLACE || isEmpty(folder)) {
            return;
        }
        throw TrainingError.OCCUPIED.problem("Cannot write a training set to " + folder + ": "
                + (former
                        ? "it holds one already. Name another folder, or replace it with --overwrite."
                        : "it holds something else. Name another folder."));
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        } catch (IOException e) {
            throw failed("look into", folder, e);
        }
    }

    Path data() {
        return partial.resolve("data");
    }

    /** Rows on their way to {@link #data()}; gone when it is finished. */
    Path staged() {
        return partial.resolve("staged");
    }

    /**
     * Begins with the data of the former set. Files that never change are shared with it by hard links, where the file system
     * has them, so that it stays as it is whatever is added here.
     */
    void takeOver() {
        attempt("make", () -> {
            Path former = folder.resolve("data");
            try (Stream<Path> files = Files.walk(former)) {
                for (Path file : files.toList()) {
                    share(file, data().resolve(former.relativize(file).toString()), isLog(former.relativize(file)));
                }
            }
        });
    }

    /** Delta's log and the markers of Spark's writers, which may be written again in place. */
    private static boolean isLog(Path file) {
        return Stream.iterate(file, path -> path != null, Path::getParent)
                .map(path -> path.getFileName().toString())
                .anyMatch(name -> name.startsWith("_") || name.startsWith("._"));
    }

    private static void share(Path file, Path target, boolean copied) throws IOException {
        if (Files.isDirectory(file)) {
            Files.createDirectories(target);
        } else if (copied) {
            Files.copy(file, target);
        } else {
            try {
                Files.createLink(target, file);
            } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Puts the manifest beside the data and moves both to their place. */
    void finish(String manifest) {
        attempt("write", () -> {
            deleteTree(staged());
            Files.writeString(partial.resolve(MANIFEST), manifest);
            Path former = beside(folder, "former");
            deleteTree(former);
            if (Files.exists(folder)) {
                Files.move(folder, former, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            deleteTree(former);
        });
    }

    /** Lets the next one write; what is not finished is removed, now or by that one. */
    @Override
    public void close() {
        try (lock) {
            deleteTree(partial);
            Files.deleteIfExists(beside(folder, "lock"));
        } catch (IOException | UncheckedIOException e) {
            // Spark's tasks may still be writing: the next build removes it.
        }
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
            throw failed(what, folder, e);
        }
    }

    private static RuntimeException failed(String what, Path folder, Exception cause) {
        return TrainingError.NOT_WRITTEN.problem(
                "Cannot " + what + " the folder " + folder + ": " + cause + ". Check its permissions and the disk.",
                cause);
    }

    /** Work on files. */
    private interface FileWork {
        void run() throws IOException;
    }
}
