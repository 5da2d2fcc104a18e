package dev.sluice.project;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a scheduler starts the project's commands.
 *
 * @param watcher whether the views of a DAG that do not wait for each other share one Spark application
 */
public record Orchestration(Launch launch, Retries retries, Pools pools, boolean watcher) {
    public static final Orchestration DEFAULTS = new Orchestration(
            new Launch(Runner.BASH, List.of("sluice"), null, null, null),
            new Retries(3, new TimeSpan(Duration.ofMinutes(2))),
            new Pools("default_pool", "default_pool", "default_pool"),
            false);

    public Orchestration {
        if (watcher && launch.runner() == Runner.KUBERNETES) {
            throw VocabularyError.invalid(
                    "Invalid orchestration: in a pod there is nobody who tells the tasks of single views"
                            + " what became of them. Leave watcher out, or use the runner bash or spark-submit.");
        }
    }

    /** What a command runs in. */
    public enum Runner {
        /** A process on the worker. */
        BASH,
        /** The same, started by spark-submit where it needs Spark. */
        SPARK_SUBMIT,
        /** A pod. */
        KUBERNETES;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * How a command is started.
     *
     * @param command what stands before the arguments
     * @param folder the project's folder as workers see it; null for where it is now
     * @param sparkSubmit for commands that need Spark; null unless the runner is spark-submit
     * @param pod null unless the runner is kubernetes
     */
    public record Launch(
            Runner runner,
            List<String> command,
            @Nullable String folder,
            @Nullable SparkSubmit sparkSubmit,
            @Nullable Pod pod) {
        public Launch {
            command = List.copyOf(command);
            if (command.isEmpty() || command.stream().anyMatch(String::isBlank)) {
                throw VocabularyError.invalid("Invalid command: it is empty. Write sluice, or where it lies.");
            }
            if ((runner == Runner.SPARK_SUBMIT) != (sparkSubmit != null)) {
                throw VocabularyError.invalid(
                        "Invalid orchestration: the runner spark-submit and the key spark_submit go together.");
            }
            if ((runner == Runner.KUBERNETES) != (pod != null)) {
                throw VocabularyError.invalid(
                        "Invalid orchestration: the runner kubernetes and the key kubernetes go together.");
            }
        }
    }

    /**
     * How spark-submit is called.
     *
     * @param jar Sluice with all that it needs but Spark
     * @param master null for what spark-submit's own configuration says
     */
    public record SparkSubmit(
            String command, String jar, @Nullable String master, SortedMap<String, String> conf) {
        public SparkSubmit {
            conf = new TreeMap<>(conf);
        }
    }

    /** Where pods run, and of what. */
    public record Pod(String image, String namespace) {}

    /** How often, and how long after its failure, a task that a retry can help is tried again. */
    public record Retries(int times, TimeSpan delay) {
        public Retries {
            if (times > 100) {
                throw VocabularyError.invalid("Invalid retries: " + times + ". Use 0 to 100.");
            }
        }
    }

    /** Airflow's pools, by what a task does. */
    public record Pools(String run, String materialize, String backfill) {
        public Pools {
            for (String pool : List.of(run, materialize, backfill)) {
                if (!pool.matches("[A-Za-z0-9_.-]{1,250}")) {
                    throw VocabularyError.invalid(
                            "Invalid pool: '" + pool + "'. Use letters, digits, underscores, dots and hyphens.");
                }
            }
        }
    }
}
