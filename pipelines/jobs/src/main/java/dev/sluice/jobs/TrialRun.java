package dev.sluice.jobs;

import dev.sluice.command.CommandError;
import dev.sluice.command.SparkTrial;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.transform.LakeSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** A small job on the project's Spark: executors describe themselves, then write and read a table of their own in the lake. */
final class TrialRun {
    private static final int ROWS = 100;

    private final Project project;
    private final SparkSession spark;

    private TrialRun(Project project, SparkSession spark) {
        this.project = project;
        this.spark = spark;
    }

    static SparkTrial of(Project project) {
        TrialRun run = new TrialRun(project, LakeSession.of(project));
        Clock clock = Clock.systemUTC();
        Instant begun = clock.instant();
        List<SparkTrial.Executor> executors = run.executors();
        Instant ended = clock.instant();
        run.writeAndRead();
        return new SparkTrial(
                run.spark.version(),
                scala.util.Properties.versionNumberString(),
                run.spark.sparkContext().master(),
                begun,
                ended,
                executors);
    }

    private List<SparkTrial.Executor> executors() {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        int tasks = Math.max(2, context.defaultParallelism());
        List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
        return context.parallelize(numbers, tasks).map(new ExecutorLook()).collect().stream()
                .map(ExecutorLook::read)
                .toList();
    }

    private void writeAndRead() {
        Path lake = new Path(
                LakeLayout.of(project.folder(), project.settings().lake()).root());
        Path table = new Path(lake, ".doctor-" + UUID.randomUUID());
        try {
            FileSystem files = lake.getFileSystem(spark.sparkContext().hadoopConfiguration());
            boolean isThere = files.exists(lake);
            try {
                spark.range(0, ROWS, 1, 2).write().format("delta").save(table.toString());
                requireRows(spark.read().format("delta").load(table.toString()).count());
            } finally {
                files.delete(table, true);
                if (!isThere && files.exists(lake) && files.listStatus(lake).length == 0) {
                    files.delete(lake, false);
                }
            }
        } catch (IOException e) {
            throw CommandError.CHECK_FAILED.problem("Cannot reach the lake " + lake + ": " + e.getMessage() + ".", e);
        }
    }

    private static void requireRows(long rows) {
        if (rows != ROWS) {
            throw CommandError.CHECK_FAILED.problem(
                    "Of " + ROWS + " rows that executors wrote to the lake, " + rows
                            + " were read: not all machines see the same lake. Let `lake` in sluice.yaml name a place that all reach.");
        }
    }
}
