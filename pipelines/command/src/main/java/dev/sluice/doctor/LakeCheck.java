package dev.sluice.doctor;

import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import io.delta.storage.CloseableIterator;
import io.delta.storage.HDFSLogStore;
import io.delta.storage.LogStore;
import io.delta.storage.S3SingleDriverLogStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Whether the lake can be read and written, and whether of several commits of one version exactly one is made: tried with
 * files of its own, in a folder {@code .doctor-...} of the lake that goes afterwards.
 */
public final class LakeCheck implements Check {
    private static final int WRITERS = 8;
    private static final String LINE = "{\"commitInfo\":{\"operation\":\"sluice doctor\"}}";

    private final Path lake;
    private final Map<String, String> options;

    /** @param options of the file system, as {@code fs.s3a.endpoint} */
    public LakeCheck(Project project, Map<String, String> options) {
        this.lake = new Path(
                LakeLayout.of(project.folder(), project.settings().lake()).root());
        this.options = options;
    }

    @Override
    public String subject() {
        return "lake";
    }

    @Override
    public List<Finding> findings() throws Exception {
        Configuration configuration = new Configuration();
        options.forEach(configuration::set);
        Path folder = new Path(lake, ".doctor-" + UUID.randomUUID());
        try {
            FileSystem files = lake.getFileSystem(configuration);
            boolean isThere = files.exists(lake);
            try {
                files.mkdirs(folder);
                return List.of(tried(files, folder, configuration));
            } finally {
                files.delete(isThere ? folder : lake, true);
            }
        } catch (IOException e) {
            return List.of(Finding.broken(
                    subject(),
                    "Cannot read and write " + lake + ": " + e.getMessage() + ".",
                    "See that it is there, that this user may write there, and what `lake` in sluice.yaml names."));
        }
    }

    private Finding tried(FileSystem files, Path folder, Configuration configuration) throws Exception {
        LogStore log = log(files.getScheme(), configuration);
        Path commit = new Path(folder, "00000000000000000000.json");
        log.write(commit, List.of(LINE).iterator(), false, configuration);
        if (!read(log, commit, configuration).equals(List.of(LINE))) {
            return Finding.broken(
                    subject(), "What is written to " + lake + " reads otherwise.", "Do not use this lake.");
        }
        long made = winners(log, new Path(folder, "00000000000000000001.json"), configuration);
        return made == 1
                ? Finding.ok(
                        subject(), lake + " reads and writes; of " + WRITERS + " commits of one version, one was made.")
                : Finding.broken(
                        subject(),
                        lake + " took " + made + " of " + WRITERS + " commits of one version.",
                        "Runs would overwrite each other: use another file system.");
    }

    /** What Delta commits with on this kind of file system. */
    private static LogStore log(String scheme, Configuration configuration) {
        return scheme.startsWith("s3") ? new S3SingleDriverLogStore(configuration) : new HDFSLogStore(configuration);
    }

    private static List<String> read(LogStore log, Path file, Configuration configuration) throws IOException {
        List<String> lines = new ArrayList<>();
        try (CloseableIterator<String> read = log.read(file, configuration)) {
            read.forEachRemaining(lines::add);
        }
        return lines;
    }

    private static long winners(LogStore log, Path commit, Configuration configuration) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        CyclicBarrier together = new CyclicBarrier(WRITERS);
        try {
            List<Callable<Boolean>> writers = IntStream.range(0, WRITERS)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        together.await();
                        return commits(log, commit, configuration);
                    })
                    .toList();
            long made = 0;
            for (Future<Boolean> writer : threads.invokeAll(writers)) {
                made += writer.get() ? 1 : 0;
            }
            return made;
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean commits(LogStore log, Path commit, Configuration configuration) throws IOException {
        try {
            log.write(commit, List.of(LINE).iterator(), false, configuration);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }
}
