package dev.sluice.lineage;

import dev.sluice.project.LineageSettings;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import io.openlineage.spark.agent.OpenLineageSparkListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.LiveListenerBus;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Listens with OpenLineage while a command works with Spark, writes the events to {@code .sluice/lineage}, and reads them back
 * into the registry when it is over. Whatever goes wrong here never fails the work; it is told among the problems.
 */
public final class LineageRecorder {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long DRAIN_MILLIS = 30_000;
    private static final String QUEUE = "sluice-lineage";

    private final Project project;
    private final Registry registry;
    private final LineageSettings settings;
    private final Set<String> problems = new LinkedHashSet<>();
    private final EventFiles files;

    private LineageRecorder(Project project, Registry registry) {
        this.project = project;
        this.registry = registry;
        this.settings = project.settings().lineage();
        this.files = new EventFiles(
                folder(project),
                Clock.systemUTC().instant(),
                ProcessHandle.current().pid());
    }

    public static LineageRecorder of(Project project, Registry registry) {
        return new LineageRecorder(project, registry);
    }

    /** The folder of the events. */
    static Path folder(Project project) {
        return project.folder().resolve(".sluice").resolve("lineage");
    }

    /** What is set up while the work goes on. */
    private record Listening(
            LiveListenerBus bus,
            WriteListener listener,
            @Nullable EventEndpoint endpoint) {}

    /**
     * Does the work, and keeps what it tells of lineage.
     *
     * @param subject the job of what is written outside of the lake's tables, as {@code delay_model@1.training_set}; empty for none
     */
    public <T> T during(SparkSession spark, String subject, Supplier<T> work) {
        if (settings.isOff()) {
            return work.get();
        }
        Listening listening = begin(spark, subject);
        try {
            return work.get();
        } finally {
            if (listening != null) {
                end(listening);
            }
        }
    }

    /** What went wrong with lineage, each once. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    private synchronized void problem(String problem) {
        problems.add(problem);
    }

    private void problem(Throwable failure) {
        problem("Cannot record lineage: " + failure
                + ". The work is not affected. lineage: off in sluice.yaml stops trying.");
    }

    private @Nullable Listening begin(SparkSession spark, String subject) {
        try {
            EventEndpoint endpoint = settings.endpoint()
                    .map(address -> new EventEndpoint(
                            address, System.getenv("SLUICE_LINEAGE_API_KEY"), PATIENCE, this::problem))
                    .orElse(null);
            WriteEvents events = new WriteEvents(project, subject, event -> keep(event, endpoint));
            SparkConf configuration = spark.sparkContext()
                    .getConf()
                    .set("spark.openlineage.transport.type", EventTransportBuilder.TYPE)
                    .set("spark.openlineage.namespace", project.name());
            WriteListener listener =
                    new WriteListener(new OpenLineageSparkListener(configuration), events, this::problem);
            LiveListenerBus bus = spark.sparkContext().listenerBus();
            bus.addToQueue(listener, QUEUE);
            return new Listening(bus, listener, endpoint);
        } catch (Exception | LinkageError e) {
            problem(e);
            return null;
        }
    }

    private void keep(String event, @Nullable EventEndpoint endpoint) {
        if (endpoint != null) {
            endpoint.send(event);
        }
        try {
            files.append(event);
        } catch (IOException e) {
            problem(e);
        }
    }

    private void end(Listening listening) {
        try {
            drain(listening.bus());
            listening.bus().removeListener(listening.listener());
            if (listening.endpoint() != null) {
                listening.endpoint().close();
            }
            if (listening.listener().writes() > 0) {
                readBack();
            }
        } catch (Exception | LinkageError e) {
            problem(e);
        }
    }

    private void drain(LiveListenerBus bus) {
        boolean interrupted = Thread.interrupted();
        try {
            bus.waitUntilEmpty(DRAIN_MILLIS);
        } catch (TimeoutException e) {
            problem("Lineage is behind the work and was not waited for. Later runs show it again.");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void readBack() throws IOException {
        EventReading reading = new EventReading(project, registry);
        List<Path> unread = files.unread();
        for (Path file : unread) {
            reading.read(file);
        }
        reading.record();
        for (Path file : unread) {
            files.markRead(file);
        }
    }
}
