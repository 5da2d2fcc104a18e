package dev.sluice.command;

import java.time.Instant;
import java.util.List;

/**
 * What a trial of the project's Spark has shown.
 *
 * @param begun before the executors were asked, by this machine's clock
 * @param ended after they had answered
 * @param executors one for each task that ran
 */
public record SparkTrial(
        String version, String scala, String master, Instant begun, Instant ended, List<Executor> executors) {
    public SparkTrial {
        executors = List.copyOf(executors);
    }

    /** A process that computes, as it describes itself. */
    public record Executor(String host, String java, String version, Instant now) {}

    JsonDocument json() {
        return JsonDocument.of("spark", version)
                .with("scala", scala)
                .with("master", master)
                .with("begun", begun)
                .with("ended", ended)
                .with("executors", executors.stream().map(SparkTrial::json).toList());
    }

    private static Object json(Executor executor) {
        return JsonDocument.of("host", executor.host())
                .with("java", executor.java())
                .with("spark", executor.version())
                .with("now", executor.now())
                .members();
    }
}
