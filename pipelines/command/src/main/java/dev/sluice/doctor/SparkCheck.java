package dev.sluice.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether the project's Spark starts, is of the right version on all its machines, has Sluice's libraries and writes to the
 * lake: tried in a process of its own, which is killed when the time is over.
 */
public final class SparkCheck implements Check {
    private static final String VERSIONS = "3.5.";
    private static final String SCALA = "2.12.";
    private static final String JAVA = "17";
    private static final Pattern STANDALONE = Pattern.compile("([^/:,]+):(\\d+)");
    private static final Pattern CLOSED_MODULE =
            Pattern.compile("(?s).*(IllegalAccess|InaccessibleObject|does not \"?(opens|export)).*");
    private static final Pattern NO_OPTION = Pattern.compile("Unrecognized (VM )?option|Could not create the Java");

    private final Project project;
    private final Callable<List<Finding>> trial;

    /** @param trial the command line of a trial that answers in JSON */
    public SparkCheck(Project project, List<String> trial) {
        this.project = project;
        this.trial = () -> tried(trial);
    }

    /** @param trial a trial inside this process, where there is no other way: it cannot be killed */
    public SparkCheck(Project project, Supplier<String> trial) {
        this.project = project;
        this.trial = () -> judged(json(trial.get()));
    }

    @Override
    public String subject() {
        return "spark";
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(90);
    }

    @Override
    public List<Finding> findings() throws Exception {
        String master = project.settings().spark().masterOrHere();
        Optional<String> obstacle = obstacle(master);
        return obstacle.isPresent()
                ? List.of(Finding.broken(
                        subject(),
                        "Cannot reach " + master + ": " + obstacle.get() + ".",
                        "Start the master, or mend spark.master in sluice.yaml."))
                : trial.call();
    }

    /** Why none of the standalone masters can be reached; of other clusters the trial tells. */
    private static Optional<String> obstacle(String master) {
        if (!master.startsWith("spark://")) {
            return Optional.empty();
        }
        List<Optional<String>> obstacles = new ArrayList<>();
        Matcher address = STANDALONE.matcher(master.substring("spark://".length()));
        while (address.find()) {
            obstacles.add(Reachability.obstacle(address.group(1), Integer.parseInt(address.group(2))));
        }
        return obstacles.stream().allMatch(Optional::isPresent) ? obstacles.get(0) : Optional.empty();
    }

    private List<Finding> tried(List<String> command) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sluice-doctor");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        // The doctor may itself be stopped meanwhile.
        Thread stop = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            int status = process.waitFor();
            return status == 0
                    ? judged(json(Files.readString(out)))
                    : List.of(failed(Files.readString(out), Files.readString(err)));
        } finally {
            end(process);
            forget(stop);
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
            Files.deleteIfExists(folder);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already, and finds nothing to end.
            return;
        }
    }

    private static void end(Process process) {
        Stream<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()));
        all.toList().forEach(ProcessHandle::destroyForcibly);
    }

    private Finding failed(String out, String err) throws JsonProcessingException {
        String said = out.contains("\"error\"") ? json(out).at("/error/message").asText() : lastLine(out + err);
        if (CLOSED_MODULE.matcher(out + err).matches() || NO_OPTION.matcher(err).find()) {
            return Finding.broken(
                    subject(),
                    "Spark does not start: " + said,
                    "It needs the options of Java 17 that the launcher gives; see SLUICE_JAVA_OPTIONS and JAVA_TOOL_OPTIONS.");
        }
        return Finding.broken(
                subject(), "Spark does not compute: " + said, "`sluice check --debug` shows Spark's own log.");
    }

    private static String lastLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).reduce("It said nothing.", (before, line) -> line);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.substring(Math.max(0, text.indexOf('{'))));
    }

    private List<Finding> judged(JsonNode seen) {
        List<Finding> findings = new ArrayList<>(List.of(versions(seen)));
        clocks(seen).values().stream()
                .map(reading -> reading.finding("executors"))
                .filter(finding -> finding.verdict() != Verdict.OK)
                .forEach(findings::add);
        return findings;
    }

    private Finding versions(JsonNode seen) {
        String spark = seen.at("/spark").asText();
        String scala = seen.at("/scala").asText();
        String message = "Spark " + spark + " with Scala " + scala + " on "
                + seen.at("/master").asText() + ", " + executors(seen)
                + "; they wrote and read a Delta table in the lake.";
        if (!spark.startsWith(VERSIONS) || !scala.startsWith(SCALA)) {
            return Finding.broken(
                    subject(), message, "Sluice needs Spark 3.5 with Scala 2.12: Delta and Deequ are built for them.");
        }
        for (JsonNode executor : seen.at("/executors")) {
            String java = executor.at("/java").asText();
            String version = executor.at("/spark").asText();
            if (!java.startsWith(JAVA) || !version.equals(spark)) {
                return Finding.broken(
                        subject(),
                        "The executor on " + executor.at("/host").asText() + " is Spark " + version + " on Java " + java
                                + ", the driver Spark " + spark + ".",
                        "Install the same Spark and a JDK 17 on all machines.");
            }
        }
        return Finding.ok(subject(), message);
    }

    private static String executors(JsonNode seen) {
        Map<String, Integer> tasks = new LinkedHashMap<>();
        seen.at("/executors")
                .forEach(executor -> tasks.merge(executor.at("/host").asText(), 1, Integer::sum));
        int all = tasks.values().stream().mapToInt(Integer::intValue).sum();
        return all + " tasks on " + String.join(", ", tasks.keySet());
    }

    /** The clocks of the executors' machines, by host. */
    private static Map<String, ClockReading> clocks(JsonNode seen) {
        Map<String, ClockReading> readings = new LinkedHashMap<>();
        Instant begun = Instant.parse(seen.at("/begun").asText());
        Instant ended = Instant.parse(seen.at("/ended").asText());
        seen.at("/executors")
                .forEach(executor -> readings.put(
                        executor.at("/host").asText(),
                        new ClockReading(
                                begun, Instant.parse(executor.at("/now").asText()), ended, Duration.ofMillis(1))));
        return readings;
    }
}
