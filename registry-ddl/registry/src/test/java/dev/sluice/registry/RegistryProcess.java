package dev.sluice.registry;

import dev.sluice.project.Project;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A process of its own that uses a registry: told what to do by its arguments, and when by a line on standard input. */
final class RegistryProcess implements AutoCloseable {
    static final int WRITES = 10;

    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;

    private RegistryProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a process with these JVM options; everything that it prints is its output. */
    static RegistryProcess start(List<String> options, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Stream<String> fixed = Stream.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RegistryProcess.class.getName());
        List<String> command = Stream.of(Stream.of(java), options.stream(), fixed, Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        try {
            return new RegistryProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    String nextLine() {
        try {
            return String.valueOf(output.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void go() {
        try {
            input.write("go\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> remainingLines() {
        return output.lines().toList();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws Exception {
        Project project = Addresses.flights(Path.of(arguments[1]), arguments[2]);
        switch (arguments[0]) {
            case "write" -> write(project, arguments[3]);
            case "hold" -> hold(project, arguments[3]);
            case "definitions" -> printDefinitions(project);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void waitForGo() throws IOException {
        System.out.println("ready");
        if (System.in.read() < 0) {
            throw new IllegalStateException("Nobody said go");
        }
    }

    private static void write(Project project, String name) throws Exception {
        waitForGo();
        ExecutorService threads = Executors.newFixedThreadPool(WRITES);
        try (Registry registry = Registries.open(project)) {
            List<Future<?>> writes = IntStream.range(0, WRITES)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> writeOne(registry, project, name + "_" + i)))
                    .toList();
            for (Future<?> write : writes) {
                write.get();
            }
        } finally {
            threads.shutdown();
        }
        System.out.println("written");
    }

    private static void writeOne(Registry registry, Project project, String name) {
        registry.apply(Addresses.named(name, project.folder(), "embedded"), Instant.EPOCH);
        registry.begin(
                new RunStart(name, name, RunsContract.VIEW, RunsContract.day("2001-03-05"), 1, "hash", Instant.EPOCH));
        registry.record(
                new TrainingSetRecord("flights", "delay_model@1", name, "/out/" + name, 1, "{}", Instant.EPOCH));
        synchronized (RegistryProcess.class) { // the processes are in each other's way, which is enough
            while (!movedOn(registry)) {
                Thread.onSpinWait();
            }
        }
    }

    /** Moves the one thing that all writers write by a second, unless another process was quicker. */
    private static boolean movedOn(Registry registry) {
        Deprecation seen = registry.deprecations("flights").stream().findFirst().orElse(null);
        Instant sunset = seen == null ? Instant.EPOCH : Objects.requireNonNull(seen.sunset());
        Deprecation next =
                new Deprecation(RunsContract.VIEW, sunset.plusSeconds(1), "slow", null, "ada", Instant.EPOCH);
        return registry.deprecate("flights", next, seen);
    }

    private static void hold(Project project, String resource) throws IOException {
        try (Registry registry = Registries.open(project);
                Lease lease = registry.acquire(resource)) {
            System.out.println("fence " + lease.fence());
            waitForGo();
        }
    }

    private static void printDefinitions(Project project) {
        try (Registry registry = Registries.open(project)) {
            System.out.println(registry.definitions(project.name()).size() + " definitions");
        }
    }
}
