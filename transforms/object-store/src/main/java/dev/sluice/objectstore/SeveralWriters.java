package dev.sluice.objectstore;

import dev.sluice.logstore.LinkLogStore;
import io.delta.storage.AzureLogStore;
import io.delta.storage.CloseableIterator;
import io.delta.storage.GCSLogStore;
import io.delta.storage.HDFSLogStore;
import io.delta.storage.LogStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Tries whether a lake lets exactly one of several writers make a commit, with the log store that Delta uses there: it
 * writes objects of its own below {@code LAKE/.sluice-doctor} and removes them.
 */
public final class SeveralWriters {
    private static final int WRITERS = 8;
    private static final int ROUNDS = 4;
    private static final String LINE = "writer ";

    private final Path folder;
    private final Configuration configuration;

    private SeveralWriters(Path folder, Configuration configuration) {
        this.folder = folder;
        this.configuration = configuration;
    }

    /**
     * Tries it. Nothing is thrown: what went wrong is a reason.
     *
     * @param lake a folder or URI
     * @param options of Hadoop's file systems: {@code StorageSettings.hadoopOptions()}
     */
    public static CommitSafety of(String lake, Map<String, String> options) {
        Configuration configuration = new Configuration();
        options.forEach(configuration::set);
        Path folder = new Path(new Path(lake), ".sluice-doctor/" + UUID.randomUUID());
        try {
            return new SeveralWriters(folder, configuration).tried();
        } catch (IOException | RuntimeException | LinkageError e) {
            return CommitSafety.unsafe("commits to " + lake + " could not be tried: " + line(e)
                    + " Check 'lake' and 'storage' in sluice.yaml, and the credentials in the environment.");
        }
    }

    private CommitSafety tried() throws IOException {
        FileSystem files = folder.getFileSystem(configuration);
        String scheme = files.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("s3") || scheme.equals("s3n")) {
            return CommitSafety.unsafe("Delta has no commits there that exclude each other. Write the lake as s3a://.");
        }
        LogStore log = logStore(scheme);
        Path lake = folder.getParent().getParent();
        boolean isThere = files.exists(lake);
        try {
            files.mkdirs(folder);
            for (int round = 0; round < ROUNDS; round++) {
                Path commit = new Path(folder, "%020d.json".formatted(round));
                int winners = winners(log, commit);
                if (winners != 1) {
                    return CommitSafety.unsafe("of " + WRITERS + " writers of one commit " + winners
                            + " were told that theirs is it. Let one process at a time write to this lake.");
                }
                requireReadable(log, commit);
            }
        } finally {
            files.delete(folder, true);
            deleteIfEmpty(files, folder.getParent());
            if (!isThere) {
                deleteIfEmpty(files, lake);
            }
        }
        return CommitSafety.safe("of " + WRITERS + " writers of one commit exactly one was let in, " + ROUNDS
                + " times out of " + ROUNDS + " (" + log.getClass().getSimpleName() + ").");
    }

    private void requireReadable(LogStore log, Path commit) throws IOException {
        try (CloseableIterator<String> lines = log.read(commit, configuration)) {
            if (!lines.hasNext() || !lines.next().startsWith(LINE) || lines.hasNext()) {
                throw new IOException("what was written to " + commit + " reads otherwise");
            }
        }
    }

    private static void deleteIfEmpty(FileSystem files, Path parent) throws IOException {
        if (files.exists(parent) && files.listStatus(parent).length == 0) {
            files.delete(parent, false);
        }
    }

    private LogStore logStore(String scheme) {
        return switch (scheme) {
            case "s3a" -> new ConditionalPutLogStore(configuration);
            case "abfs", "abfss", "wasb", "wasbs", "adl" -> new AzureLogStore(configuration);
            case "gs" -> new GCSLogStore(configuration);
            case "file" -> new LinkLogStore(configuration);
            default -> new HDFSLogStore(configuration);
        };
    }

    /** How many of the writers that begin at the same moment are told that the commit is theirs. */
    private int winners(LogStore log, Path commit) throws IOException {
        CyclicBarrier together = new CyclicBarrier(WRITERS);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<Boolean>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String line = LINE + writer;
                writers.add(threads.submit(() -> {
                    together.await();
                    return wins(log, commit, line);
                }));
            }
            int winners = 0;
            for (Future<Boolean> writer : writers) {
                winners += writer.get() ? 1 : 0;
            }
            return winners;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IOException(line(e.getCause() == null ? e : e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("it was stopped");
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean wins(LogStore log, Path commit, String line) throws IOException {
        try {
            log.write(commit, List.of(line).iterator(), false, configuration);
            return true;
        } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
            return false;
        }
    }

    private static String line(Throwable failure) {
        String message = failure.getMessage();
        String line = message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow();
        return line.endsWith(".") ? line : line + ".";
    }
}
