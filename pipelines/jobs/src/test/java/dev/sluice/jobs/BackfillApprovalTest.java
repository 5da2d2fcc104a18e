package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.definition.FeatureProject;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.time.Partition;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planning, approving, pausing and resuming of backfills, by the commands that users type. */
class BackfillApprovalTest {
    private static final String[] RANGE = {"backfill", "--from", "2001-03-01", "--to", "2001-03-04"};
    private static final String USER = "SLUICE_USER";

    @TempDir
    private Path folder;

    @BeforeAll
    static void sparkIsUp() {
        LocalSpark.session();
    }

    @AfterEach
    void nobodyInParticularAsks() {
        System.clearProperty(USER);
    }

    private SmallProject project(String settings) throws IOException {
        SmallProject project = SmallProject.in(folder);
        project.write("sluice.yaml", Files.readString(folder.resolve("sluice.yaml")) + settings);
        applied();
        return project;
    }

    /** Registers the project without the check of its queries, which takes a process of its own. */
    private void applied() {
        Project project = FeatureProject.read(folder);
        try (Registry registry = Registries.open(project)) {
            registry.apply(project, Instant.EPOCH);
        }
    }

    private static String[] with(String... more) {
        String[] all = java.util.Arrays.copyOf(RANGE, RANGE.length + more.length);
        System.arraycopy(more, 0, all, RANGE.length, more.length);
        return all;
    }

    private static void user(String name) {
        System.setProperty(USER, name);
    }

    @Test
    void aPlanTellsReasonsAndPriceAndChangesNothing() throws IOException {
        SmallProject project = project("prices: {currency: EUR, gigabyte_read: 1000000}\n");
        CommandRun planned = project.sluice(with("--plan")).succeeds();
        assertThat(planned.json().at("/partitions/0/reason").asText()).isEqualTo("MISSING");
        assertThat(planned.json().at("/hash").asText()).hasSize(64);
        assertThat(planned.json().at("/estimate/rows").asInt()).isEqualTo(5);
        assertThat(planned.json().at("/estimate/bytes").asInt())
                .isCloseTo((int) Files.size(folder.resolve("flights.csv")), org.assertj.core.data.Offset.offset(5));
        assertThat(planned.json().at("/estimate/cost/p50").asDouble()).isPositive();
        assertThat(planned.json().at("/estimate/run_seconds").isNull()).isTrue();
        assertThat(folder.resolve("lake")).doesNotExist();
        assertThat(project.sluice(with("--plan")).json()).isEqualTo(planned.json());
    }

    @Test
    void aLateEventIsPlannedWithItsFile() throws IOException {
        SmallProject project = project("");
        project.write(
                "sources.yaml", Files.readString(folder.resolve("sources.yaml")).replace("flights.csv", "flights"));
        project.write("flights/a.csv", Files.readString(folder.resolve("flights.csv")));
        applied();
        project.sluice(RANGE).succeeds();
        project.trainingSet().succeeds();
        assertThat(project.sluice("status").answer("/stale")).isEmpty();
        project.write("flights/late.csv", "date,delay,origin\n2001-03-02T07:00:00Z,9,DFW\n");
        CommandRun planned = project.sluice(with("--plan")).succeeds();
        assertThat(planned.json().at("/partitions")).hasSize(1);
        assertThat(planned.json().at("/partitions/0/partition").asText()).isEqualTo("2001-03-02");
        assertThat(planned.json().at("/partitions/0/reason").asText()).isEqualTo("INPUT_CHANGED");
        assertThat(planned.json().at("/partitions/0/detail").asText()).isEqualTo("flights: flights/late.csv is new");
        assertThat(planned.json().at("/estimate/run_seconds/p90").asDouble()).isPositive();
        JsonNode report = project.sluice(RANGE).answer("/report");
        assertThat(report.at("/rows").asInt()).isEqualTo(2);
        assertThat(report.at("/changes/0/rows_added").asInt()).isEqualTo(1);
        assertThat(report.at("/changes/0/rows_changed").asInt()).isZero();
        assertThat(report.at("/changes/0/features/1/mean_after").asDouble()).isEqualTo(4.5);
        assertThat(report.at("/stale/0/kind").asText()).isEqualTo("training_set");
        assertThat(report.at("/stale/0/why").asText())
                .isEqualTo("1 partitions of airport_delays@1 were computed again after it was built");
        assertThat(project.sluice("status").json().at("/stale")).hasSize(1);
        assertThat(project.sluice(RANGE).answer("/up_to_date").asInt()).isEqualTo(3);
        assertThat(project.sluice(with("--force", "--plan")).json().at("/partitions"))
                .hasSize(3);
    }

    @Test
    void aboveAThresholdASecondPersonApproves() throws IOException {
        SmallProject project = project("backfill: {approval: {partitions: 2}}\n");
        user("ada");
        assertThat(project.sluice(RANGE).failsWith(1).err())
                .containsPattern(
                        "Cannot run the plan [0-9a-f]{12}: 3 partitions > 2, so a second person must approve it\\.")
                .contains("`sluice backfill --approve plan.json`");
        String file = project.path("plan.json");
        project.sluice(with("--plan", "--out", file)).succeeds();
        assertThat(project.sluice("backfill", "--approve", file).failsWith(1).err())
                .contains("ada made it. A second person approves it");

        user("grace");
        assertThat(project.sluice("backfill", "--approve", file)
                        .answer("/approved_by")
                        .asText())
                .isEqualTo("grace");
        assertThat(project.sluice(RANGE).failsWith(1).err()).contains("grace approved it and cannot run it too");

        user("ada");
        assertThat(project.sluice(RANGE).answer("/promoted").asInt()).isEqualTo(3);
        assertThat(project.sluice(with("--force")).failsWith(1).err()).contains("3 partitions > 2");
    }

    @Test
    void anotherPlanThanTheApprovedIsRefused() throws IOException {
        SmallProject project = project("backfill: {approval: {partitions: 1}}\n");
        String file = project.path("plan.json");
        user("ada");
        project.sluice("backfill", "--from", "2001-03-01", "--to", "2001-03-03", "--plan", "--out", file)
                .succeeds();
        user("grace");
        project.sluice("backfill", "--approve", file).succeeds();
        user("ada");
        assertThat(project.sluice(RANGE).failsWith(1).err())
                .contains("since then: airport_delays@1: new in the plan: 2001-03-03.");
    }

    @Test
    void aPlanFileIsNotTrusted() throws IOException {
        SmallProject project = project("backfill: {approval: {partitions: 1}}\n");
        String file = project.path("plan.json");
        user("ada");
        project.sluice(with("--plan", "--out", file)).succeeds();
        String written = Files.readString(Path.of(file));
        user("grace");
        project.write("plan.json", written.replace("\"last\" : \"2001-03-03\"", "\"last\" : \"2001-03-02\""));
        assertThat(project.sluice("backfill", "--approve", file).failsWith(2).err())
                .contains("its content does not have its hash: it was edited");
        project.write("plan.json", "[" + "1,".repeat(9_000_000) + "1]");
        assertThat(project.sluice("backfill", "--approve", file).failsWith(2).err())
                .contains("it has more than 16000000 bytes");
        project.write("plan.json", "{\"sluice_plan\": 1");
        assertThat(project.sluice("backfill", "--approve", file).failsWith(2).err())
                .contains("it is no JSON of a plan");
        assertThat(project.sluice("backfill", "--approve", project.path("none.json"))
                        .failsWith(2)
                        .err())
                .contains("Cannot read the plan ");

        project.write("plan.json", written);
        project.sluice("run", "--at", "2001-03-01").succeeds();
        assertThat(project.sluice("backfill", "--approve", file).failsWith(1).err())
                .contains("airport_delays@1: no longer in the plan: 2001-03-01");
    }

    @Test
    void aBackfillWithARefusedPartitionIsResumed() throws IOException {
        SmallProject project = project("");
        String flights = Files.readString(folder.resolve("flights.csv"));
        project.write("flights.csv", flights.replace(",60,ATL", ",6000,ATL"));
        project.sluice(RANGE).failsWith(1);
        project.write("flights.csv", flights);
        assertThat(project.sluice("backfill", "--resume").answer("/promoted").asInt())
                .isEqualTo(1);
        assertThat(project.sluice("backfill", "--resume").failsWith(2).err())
                .contains("Cannot find a backfill of small that was begun and is not over.");
    }

    @Test
    void aCancelledBackfillIsNotResumed() throws IOException {
        SmallProject project = project("");
        String flights = Files.readString(folder.resolve("flights.csv"));
        project.write("flights.csv", flights.replace(",60,ATL", ",6000,ATL"));
        project.sluice(RANGE).failsWith(1);
        assertThat(project.sluice("backfill", "--pause").answer("/state").asText())
                .isEqualTo("PAUSED");
        assertThat(project.sluice("backfill", "--cancel").answer("/state").asText())
                .isEqualTo("CANCELLED");
        project.sluice("backfill", "--resume").failsWith(2);
    }

    /** A completed run of a day in January that took no more than this. */
    private void measured(String day, double seconds) {
        Project project = FeatureProject.read(folder);
        FeatureView view = project.view("airport_delays");
        try (Registry registry = Registries.open(project)) {
            RunRecord run = registry.begin(new RunStart(
                    "measured-" + day,
                    project.name(),
                    view.id(),
                    Partition.parse(view.granularity(), day),
                    1,
                    project.computationHash(view),
                    Instant.EPOCH));
            registry.update(run.staged(1, 1, Map.of())
                    .promoted(1, 1, Instant.EPOCH.plusNanos((long) (seconds * 1e9)))
                    .completed(1));
        }
    }

    @Test
    void aBackfillThatTakesFarLongerThanEstimatedAsksBeforeItGoesOn() throws IOException {
        SmallProject project = project("");
        String[] longer = {"backfill", "--from", "2001-02-22", "--to", "2001-03-04"};
        measured("2001-01-01", 0.001);
        assertThat(project.sluice(longer).failsWith(1).err())
                .containsPattern("Stopped after the first partitions: the first partition of airport_delays@1 took"
                        + " [0-9.]+ s, and 0\\.0 s \\(p90\\) were estimated\\.")
                .contains("Go on with `sluice backfill --resume --yes`.");
        assertThat(project.sluice("backfill", "--resume", "--yes")
                        .answer("/promoted")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void aBackfillThatTakesWhatWasEstimatedDoesNotAsk() throws IOException {
        SmallProject project = project("");
        measured("2001-01-01", 3_600);
        assertThat(project.sluice("backfill", "--from", "2001-02-22", "--to", "2001-03-04")
                        .answer("/promoted")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void anUnmeasuredBackfillWhoseFirstPartitionShowsItAboveAThresholdWaitsForApproval() throws IOException {
        SmallProject project = project("backfill: {approval: {cost: 1}}\nprices: {currency: EUR, run_hour: 1000000}\n");
        assertThat(project.sluice("backfill", "--from", "2001-02-22", "--to", "2001-03-04")
                        .failsWith(1)
                        .err())
                .contains("Stopped after the first partitions: by what it took, the rest needs an approval (")
                .contains("EUR");
    }
}
