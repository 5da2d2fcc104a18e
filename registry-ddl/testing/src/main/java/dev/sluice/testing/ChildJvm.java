package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A Java process that a test starts and kills, on the test's own class path.
 *
 * @param output the file that gets what it writes
 */
public record ChildJvm(Process process, Path output) implements AutoCloseable {
    private static final long MOST_NANOS = 120_000_000_000L;

    /** Starts a main class; what it writes goes to a file. */
    public static ChildJvm start(Path output, Class<?> main, String... arguments) {
        return start(output, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), main, arguments);
    }

    /** The same with options of the Java machine. */
    public static ChildJvm start(Path output, List<String> options, Class<?> main, String... arguments) {
        return start(output, options, Map.of(), main, arguments);
    }

    /** The same with more variables in its environment. */
    public static ChildJvm start(
            Path output, List<String> options, Map<String, String> environment, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder process =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            process.environment().putAll(environment);
            return new ChildJvm(process.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until something holds; that the process ends before, or two minutes, is a failure that shows what
     * it wrote.
     */
    public ChildJvm awaiting(BooleanSupplier condition) {
        long deadline = System.nanoTime() + MOST_NANOS;
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() && !condition.getAsBoolean()) {
                throw new AssertionError("The process ended early:\n" + written());
            }
            if (System.nanoTime() - deadline > 0) {
                kill();
                throw new AssertionError("The process takes too long:\n" + written());
            }
            pause();
        }
        return this;
    }

    /** Waits until it has written a text. */
    public ChildJvm awaiting(String text) {
        return awaiting(() -> written().contains(text));
    }

    /** Kills it as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        exitStatus();
    }

    /** Waits until it ends. */
    public int exitStatus() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a process", e);
        }
    }

    /** What it has written so far. */
    public String written() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a process", e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
