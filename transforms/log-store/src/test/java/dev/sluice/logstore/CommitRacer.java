package dev.sluice.logstore;

import dev.sluice.testing.ChildJvm;
import io.delta.storage.LogStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A process that tries to make each of a number of commits at the moments at which its rival does, and says which are its own. */
public final class CommitRacer {
    private static final long STEP_MILLIS = 10;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final PrintStream OUTPUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true);

    private final LogStore log;
    private final Configuration configuration;
    private final Path folder;
    private final String name;

    private CommitRacer(LogStore log, Configuration configuration, Path folder, String name) {
        this.log = log;
        this.configuration = configuration;
        this.folder = folder;
        this.name = name;
    }

    /** The commit of a number in a folder or URI. */
    public static Path commit(String folder, int number) {
        return new Path(folder, "%020d.json".formatted(number));
    }

    /** What the winner of a commit has written to it. */
    public static String content(String name, int number) {
        return name + " " + number + "\n";
    }

    /** The commits that a racer said it made. */
    public static List<Integer> won(ChildJvm racer) {
        return racer.written()
                .lines()
                .filter(line -> line.startsWith("won "))
                .map(line -> Integer.valueOf(line.substring(4)))
                .toList();
    }

    /**
     * Starts racers of these names, lets them go when each is ready, and waits until all have come in.
     *
     * @param scratch a folder for what they write and wait for
     * @param race the log store's class, the folder of the log, and how many commits
     */
    public static List<ChildJvm> race(
            java.nio.file.Path scratch,
            List<String> names,
            List<String> javaOptions,
            List<String> race,
            Map<String, String> hadoopOptions)
            throws IOException {
        java.nio.file.Path go = scratch.resolve("go");
        List<ChildJvm> racers = new ArrayList<>();
        try {
            for (String name : names) {
                List<String> arguments = new ArrayList<>(race);
                arguments.addAll(List.of(name, go.toString()));
                hadoopOptions.forEach((key, value) -> arguments.add(key + "=" + value));
                racers.add(ChildJvm.start(
                        scratch.resolve(name + ".txt"),
                        javaOptions,
                        CommitRacer.class,
                        arguments.toArray(String[]::new)));
            }
            racers.forEach(racer -> racer.awaiting("ready"));
            java.nio.file.Path written =
                    Files.writeString(scratch.resolve("go.new"), Long.toString(CLOCK.millis() + 20 * STEP_MILLIS));
            Files.move(written, go);
            for (ChildJvm racer : racers) {
                if (racer.exitStatus() != 0) {
                    throw new AssertionError(racer.written());
                }
            }
            return racers;
        } finally {
            racers.forEach(ChildJvm::close);
        }
    }

    /** @param arguments the log store's class, the log's folder, how many commits, its name, the file to wait for, options of Hadoop */
    public static void main(String[] arguments) throws Exception {
        Configuration configuration = new Configuration();
        Arrays.stream(arguments)
                .skip(5)
                .map(option -> option.split("=", 2))
                .forEach(option -> configuration.set(option[0], option[1]));
        LogStore log = (LogStore)
                Class.forName(arguments[0]).getConstructor(Configuration.class).newInstance(configuration);
        CommitRacer racer = new CommitRacer(log, configuration, new Path(arguments[1]), arguments[3]);
        racer.commit(new Path(racer.folder, ".warm-up-" + racer.name), 0);
        OUTPUT.println("ready");
        racer.race(start(java.nio.file.Path.of(arguments[4])), Integer.parseInt(arguments[2]));
    }

    private static long start(java.nio.file.Path go) throws IOException {
        while (!Files.exists(go)) {
            LockSupport.parkNanos(100_000);
        }
        return Long.parseLong(Files.readString(go));
    }

    private void race(long start, int commits) throws IOException {
        for (int number = 0; number < commits; number++) {
            while (CLOCK.millis() < start + number * STEP_MILLIS) {
                Thread.onSpinWait();
            }
            boolean won = commit(commit(folder.toString(), number), number);
            OUTPUT.println((won ? "won " : "lost ") + number);
        }
    }

    private boolean commit(Path path, int number) throws IOException {
        try {
            log.write(path, List.of(name + " " + number).iterator(), false, configuration);
            return true;
        } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
            return false;
        }
    }
}
