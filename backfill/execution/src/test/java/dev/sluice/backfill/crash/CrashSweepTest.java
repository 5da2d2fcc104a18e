package dev.sluice.backfill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.backfill.BackfillResult;
import dev.sluice.registry.Registry;
import dev.sluice.testing.ChildJvm;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Switches the machine off at the steps of a run, from its first lease to its last record, and runs it once more; or kills the
 * process there. A few steps by default; {@code -Dsluice.crash.every=1} takes all of them, from the one that {@code
 * sluice.crash.from} names, {@code -Dsluice.crash.kills=40} kills forty processes. What became of each is in {@code target/crash-switched-off.txt} and {@code target/crash-killed.txt}.
 */
class CrashSweepTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final int EVERY = Integer.getInteger("sluice.crash.every", 60);
    private static final int FROM = Integer.getInteger("sluice.crash.from", 1);
    private static final int KILLS = Integer.getInteger("sluice.crash.kills", 1);

    @TempDir
    private static Path folder;

    private static CrashProject project = new CrashProject(SPARK, Path.of(""));
    private static Map<String, List<String>> undisturbed = Map.of();
    private static Set<String> whole = Set.of();
    private static List<String> trace = List.of();

    @BeforeAll
    static void runUndisturbed() throws IOException {
        CrashFileSystem.use(SPARK.sparkContext().hadoopConfiguration());
        project = new CrashProject(SPARK, folder.resolve("project"));
        project.prepare();
        Files.createDirectories(folder.resolve("base"));
        copy("project", "base");
        crash(CrashPoint.NONE);
        LakeState state = new LakeState(project);
        undisturbed = state.rows();
        whole = new HashSet<>(state.partitions());
        Files.write(Path.of("target", "crash-steps.txt"), trace);
    }

    @AfterAll
    static void leaveTheSessionAsItWas() {
        CrashFileSystem.useNoMore(SPARK.sparkContext().hadoopConfiguration());
        DeltaLog.clearCache();
    }

    @Test
    void aRunThatDiedAtAnyStepIsMendedByOneMore() throws IOException {
        assertThat(trace).hasSizeGreaterThan(60);
        assertThat(broken(points(), CrashSweepTest::crash, "switched off")).isEmpty();
    }

    @Test
    void aProcessThatWasKilledAtAnyStepIsMendedByAnother() throws IOException {
        List<CrashPoint> points = IntStream.range(0, KILLS)
                .map(number -> 1 + (2 * number + 1) * trace.size() / (2 * KILLS))
                .mapToObj(step -> new CrashPoint(step, CrashPoint.Harm.DONE))
                .toList();
        assertThat(broken(points, CrashSweepTest::kill, "killed")).isEmpty();
    }

    private static List<String> broken(List<CrashPoint> points, Consumer<CrashPoint> death, String name)
            throws IOException {
        CrashTable table = new CrashTable();
        for (CrashPoint point : points) {
            addAfter(point, death, table);
            Files.write(Path.of("target", "crash-" + name.replace(' ', '-') + ".txt"), table.lines());
        }
        System.out.println(table.sums(name));
        return table.broken();
    }

    private static List<CrashPoint> points() {
        List<CrashPoint> points = new ArrayList<>();
        for (int step = FROM; step <= trace.size(); step++) {
            if (step % EVERY == 0) {
                points.add(new CrashPoint(step, CrashPoint.Harm.DONE));
            }
            if (trace.get(step - 1).startsWith("write ") && step % (2 * EVERY) < 2) {
                points.add(new CrashPoint(step, CrashPoint.Harm.TORN));
            }
        }
        return points;
    }

    private static void addAfter(CrashPoint point, Consumer<CrashPoint> death, CrashTable table) throws IOException {
        copy("base", "project");
        death.accept(point);
        LakeState state = new LakeState(project);
        List<String> wrong = new ArrayList<>(state.mixed(whole));
        try (Registry registry = project.registry()) {
            BackfillResult mended = project.run(registry);
            if (!mended.complete()) {
                wrong.add("one more run does not mend it: " + mended);
            }
            CrashTable.RowDifference difference = CrashTable.RowDifference.of(undisturbed, state.rows());
            wrong.addAll(state.contradictions(registry));
            List<Long> versions = state.versions();
            if (!project.plan(registry).isEmpty()) {
                wrong.add("something is still to do: " + project.plan(registry).partitions());
            }
            project.run(registry);
            if (!state.versions().equals(versions)) {
                wrong.add("a run that has nothing to do writes");
            }
            table.add(point + " " + trace.get(point.step() - 1), difference, wrong);
        }
    }

    /** Runs until the machine is switched off; the first time tells the steps. */
    private static void crash(CrashPoint point) {
        DeltaLog.clearCache();
        CrashRegistry registry = new CrashRegistry(project.registry());
        CrashPoints.arm(point);
        try {
            project.run(registry.steps());
        } catch (RuntimeException e) {
            assertThat(point).isNotEqualTo(CrashPoint.NONE);
        } finally {
            List<String> steps = CrashPoints.disarm();
            registry.close();
            DeltaLog.clearCache();
            trace = trace.isEmpty() ? steps : trace;
        }
    }

    /** The same in a process that is killed. */
    private static void kill(CrashPoint point) {
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        try (ChildJvm child = ChildJvm.start(
                folder.resolve("killed.txt"),
                options,
                KilledProcess.class,
                project.folder().toString(),
                "" + point.step())) {
            assertThat(child.exitStatus()).as(child.written()).isEqualTo(KilledProcess.STATUS);
        }
    }

    private static void copy(String from, String to) throws IOException {
        DeltaLog.clearCache();
        FileUtils.deleteDirectory(folder.resolve(to).toFile());
        FileUtils.copyDirectory(
                folder.resolve(from).toFile(), folder.resolve(to).toFile(), true);
    }
}
