package dev.sluice.backfill.crash;

import dev.sluice.transform.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** A process that runs a project until it is killed at a step. Its arguments are the project's folder and the step. */
final class KilledProcess {
    /** What a shell says of a process that SIGKILL ended. */
    static final int STATUS = 137;

    private KilledProcess() {}

    public static void main(String[] arguments) {
        SparkSession spark = LocalSpark.session();
        CrashFileSystem.use(spark.sparkContext().hadoopConfiguration());
        CrashProject project = new CrashProject(spark, Path.of(arguments[0]));
        CrashPoint point = new CrashPoint(Integer.parseInt(arguments[1]), CrashPoint.Harm.DONE);
        CrashRegistry registry = new CrashRegistry(project.registry());
        CrashPoints.arm(point, () -> Runtime.getRuntime().halt(STATUS));
        project.run(registry.steps());
        System.exit(0);
    }
}
