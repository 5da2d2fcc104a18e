package dev.sluice.assembly;

import dev.sluice.testing.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A standalone Spark cluster: a master and workers, each a process, whose executors are processes again. */
final class SparkCluster implements AutoCloseable {
    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Pattern REGISTERED = Pattern.compile("(Successfully registered with master)");
    /** What a Java machine spends less on that ends soon. */
    static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final Map<String, String> SMALL =
            Map.of("SPARK_DAEMON_MEMORY", "256m", "SPARK_DAEMON_JAVA_OPTS", SHORT_LIVED);

    private final SparkDistribution spark;
    private final Path folder;
    private final List<SparkProcess> processes = new ArrayList<>();
    private final String master;

    private SparkCluster(SparkDistribution spark, Path folder) {
        this.spark = spark;
        this.folder = folder;
        this.master = start("Master").awaiting(MASTER);
    }

    /** Starts one with two workers of one core each. */
    static SparkCluster start(SparkDistribution spark, Path folder) {
        SparkCluster cluster = new SparkCluster(spark, folder);
        List<SparkProcess> workers = List.of(cluster.startWorker(1), cluster.startWorker(2));
        workers.forEach(worker -> worker.awaiting(REGISTERED));
        return cluster;
    }

    private SparkProcess startWorker(int number) {
        String work = folder.resolve("work-" + number).toString();
        return start("Worker", "--cores", "1", "--memory", "1g", "--work-dir", work, master);
    }

    private SparkProcess start(String what, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("org.apache.spark.deploy." + what.toLowerCase(java.util.Locale.ROOT) + "." + what));
        arguments.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
        Collections.addAll(arguments, more);
        Path output = folder.resolve(what + processes.size() + ".txt");
        SparkProcess process = spark.start("spark-class", output, SMALL, arguments);
        processes.add(process);
        return process;
    }

    /** Its address. */
    String master() {
        return master;
    }

    /** The executors at this moment. */
    List<ProcessHandle> executors() {
        return processes.stream()
                .flatMap(process -> process.jvm().process().descendants())
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
    }

    /** Kills the executors as {@code kill -9} does; and those that replace them, if none had anything to do. */
    void killExecutorsUntilATaskIsLost(ChildJvm driver) {
        do {
            killExecutors(driver);
        } while (!driver.written().contains("Lost task "));
    }

    /** Kills both executors as {@code kill -9} does, and waits for those that replace them. */
    void killExecutors(ChildJvm driver) {
        driver.awaiting(() -> executors().size() == 2);
        List<ProcessHandle> killed = executors();
        killed.forEach(ProcessHandle::destroyForcibly);
        driver.awaiting(() ->
                killed.stream().noneMatch(ProcessHandle::isAlive) && executors().size() == 2);
    }

    @Override
    public void close() {
        executors().forEach(ProcessHandle::destroyForcibly);
        processes.forEach(SparkProcess::close);
    }
}
