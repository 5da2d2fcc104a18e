package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.command.Findings.Likeness;
import dev.sluice.definition.FeatureProject;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.input.EventSpan;
import dev.sluice.input.ObservedFile;
import dev.sluice.project.Project;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.time.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plans say: changes of meaning and of words, what they cost, and what they advise against. */
class PlanCommandTest {
    private static final String REWORDED = FlightsFolder.SQL.replace("FROM", "\n-- of all\nFROM");
    private static final String OTHER = FlightsFolder.SQL.replace("2 AS", "3 AS");
    private static final Instant DAY = Instant.parse("2001-03-01T00:00:00Z");

    @TempDir
    private Path folder;

    private FlightsFolder project = new FlightsFolder(Path.of(""));

    @BeforeEach
    void anAppliedProject() {
        project = FlightsFolder.in(folder);
        assertThat(project.sluice("apply").exitStatus()).isZero();
    }

    private static Findings reworded(String view) {
        return new Findings(List.of(), List.of(), Set.of(ViewId.parse(view)), List.of());
    }

    private static Findings alike(Likeness likeness, String... features) {
        return new Findings(List.of(), List.of(), Set.of(), List.of(new Findings.Alike(likeness, List.of(features))));
    }

    private String hash() {
        try (Registry registry = Registries.open(FeatureProject.read(folder))) {
            Project known = project.project(registry);
            return known.computationHash(known.view("airport_delays"));
        }
    }

    @Test
    void aQueryThatIsOnlyWrittenOtherwiseKeepsItsRows() {
        String before = hash();
        project.write("views/airport_delays.sql", REWORDED);
        FlightsFolder checked = project.finding(reworded("airport_delays@1"));
        assertThat(checked.sluice("plan").out()).isEqualTo("""
                ~ feature_view airport_delays@1
                    ~ transform.sql: written otherwise, means the same

                Project flights: 1 changed.
                """);
        assertThat(hash()).isNotEqualTo(before);
        assertThat(checked.sluice("apply").exitStatus()).isZero();
        assertThat(hash()).isEqualTo(before);
        assertThat(project.sluice("plan").out()).startsWith("No changes");

        project.write("views/airport_delays.yaml", FlightsFolder.VIEW + "ttl: 14d\n");
        assertThat(project.sluice("apply").out()).contains("    + ttl: 14d\n");
        assertThat(hash()).isEqualTo(before);

        project.write("views/airport_delays.sql", FlightsFolder.SQL);
        assertThat(checked.sluice("apply").exitStatus()).isZero();
        assertThat(hash()).isEqualTo(before);
    }

    @Test
    void anotherMeaningMakesTheRowsStaleAlsoAfterOtherWords() {
        project.write("views/airport_delays.sql", REWORDED);
        project.finding(reworded("airport_delays@1")).sluice("apply");
        project.write("views/airport_delays.sql", OTHER);
        assertThat(project.sluice("plan").out())
                .contains("    ~ transform.sql: ...AS departures, 2 AS mean_delay -- of all FROM flights"
                        + " -> ...AS departures, 3 AS mean_delay FROM flights\n")
                .contains("    must be recomputed: transform.sql changed\n")
                .contains("1 changed, 1 view to recompute");
        assertThat(project.sluice("apply").exitStatus()).isZero();
        assertThat(project.sluice("plan").out()).startsWith("No changes");
    }

    @Test
    void aReviewedPlanThatTookAQueryForReworded() {
        project.write("views/airport_delays.sql", REWORDED);
        FlightsFolder checked = project.finding(reworded("airport_delays@1"));
        String plan = folder.resolve("plan.json").toString();
        checked.sluice("plan", "--out", plan);
        assertThat(project.sluice("apply", plan).err())
                .contains("feature_view airport_delays@1 is declared in another form now");
        assertThat(checked.sluice("apply", plan).exitStatus()).isZero();
    }

    /** A run of a day that took 30 seconds; the source had a file of 24 MB for the day. */
    private void ran(String day) {
        Project known = FeatureProject.read(folder);
        FeatureView view = known.view("airport_delays");
        try (Registry registry = Registries.open(known)) {
            Partition partition = Partition.parse(view.granularity(), day);
            RunStart start =
                    new RunStart("run-" + day, "flights", view.id(), partition, 1, known.computationHash(view), DAY);
            RunRecord run = registry.begin(start).staged(10, 1_000, Map.of("flights", "files 1"));
            registry.update(run.promoted(1, 10, DAY.plusSeconds(30)).completed(1));
            EventSpan events = new EventSpan(partition.start(), partition.end().minusSeconds(1));
            registry.observe(
                    "flights",
                    "flights/" + known.source("flights").reading(),
                    List.of(new ObservedFile("flights.csv", 24_000_000, 1, 1_000, events)));
        }
    }

    @Test
    void whatMustBeRecomputedHasAnEstimate() {
        ran("2001-03-01");
        project.write("sluice.yaml", "project: flights\nlake: lake\nprices: {run_hour: 1.2, currency: EUR}\n");
        project.write("views/airport_delays.sql", OTHER);
        assertThat(project.sluice("plan").out())
                .contains("    must be recomputed: transform.sql changed\n"
                        + "    1 partition: reads 24.0 MB, 1,000 rows; runs take 30.0 s; 0.01 EUR\n"
                        + "    touches: feature_service delays@1\n");
        assertThat(project.sluice("plan", "--output", "json").out())
                .contains("\"estimate\" : {\n      \"partitions\" : 1,\n      \"bytes\" : 24000000,");
        project.write("sources.yaml", "- {source: flights, format: csv, path: other.csv, event_time: date}\n");
        assertThat(project.sluice("plan").out())
                .contains("    1 partition: how much they read shows when they run; runs take 30.0 s\n");
    }

    @Test
    void aNewFeatureThatIsThereAlreadyIsNamedWithItsOwner() {
        String copy = FlightsFolder.VIEW.replace("airport_delays\n", "copy\n").replace("owner: ops@example.com\n", "");
        project.write("views/copy.yaml", copy);
        FlightsFolder checked =
                project.finding(alike(Likeness.SAME, "airport_delays@1.mean_delay", "copy@1.mean_delay"));
        assertThat(checked.sluice("plan").out())
                .contains(
                        "! Feature mean_delay of copy@1 is computed as mean_delay of airport_delays@1 is, from the same"
                                + " rows. Use that one instead, or ask its owner, ops@example.com.\n")
                .doesNotContain("mean_delay of airport_delays@1 is computed as");
        assertThat(project.finding(alike(Likeness.NEARLY, "airport_delays@1.mean_delay", "copy@1.mean_delay"))
                        .sluice("plan", "--output", "markdown")
                        .out())
                .contains(
                        "# Feature mean_delay of copy@1 is computed as mean_delay of airport_delays@1 is, from the same"
                                + " rows; they differ only in how the value is cast, rounded or defaulted in the end. Use");
        assertThat(checked.sluice("apply").exitStatus()).isZero();
        assertThat(checked.sluice("plan").out()).startsWith("No changes");
    }

    @Test
    void ofTwoNewFeaturesThatAreAlikeTheSecondIsNamed() {
        String copy = FlightsFolder.VIEW + "  - {name: x, type: long}\n";
        project.write("views/b.yaml", copy.replace("airport_delays\n", "b\n"));
        project.write("views/c.yaml", copy.replace("airport_delays\n", "c\n"));
        assertThat(project.finding(alike(Likeness.SAME, "b@1.x", "c@1.x"))
                        .sluice("plan")
                        .out())
                .contains("! Feature x of c@1 is computed as x of b@1 is")
                .doesNotContain("! Feature x of b@1");
    }

    @Test
    void likeStatisticsAreToldOfViewsThatChange() throws IOException {
        String copy = FlightsFolder.VIEW.replace("airport_delays\n", "copy\n");
        project.write("views/copy.yaml", copy);
        FlightsFolder checked =
                project.finding(alike(Likeness.STATISTICS, "airport_delays@1.mean_delay", "copy@1.mean_delay"));
        checked.sluice("apply");
        project.write(
                "sources.yaml",
                Files.readString(folder.resolve("sources.yaml"))
                        + "- {source: x, format: csv, path: x.csv, event_time: date}\n");
        assertThat(checked.sluice("plan").out()).startsWith("+ source x\n").doesNotContain("statistics");
        project.write("views/copy.yaml", copy + "ttl: 14d\n");
        assertThat(checked.sluice("plan").out())
                .contains(
                        "! Feature mean_delay of copy@1 had the same statistics as mean_delay of airport_delays@1 in the"
                                + " newest partition of both: it may be the same. Use that one instead, or ask its owner,"
                                + " ops@example.com.\n")
                .doesNotContain("! Feature mean_delay of airport_delays@1");
    }

    @Test
    void namesAreHeldAgainstTheConventionWhereTheProjectAsksForIt() {
        String more = FlightsFolder.VIEW + "  - {name: avg_delay_7d, type: double}\n";
        project.write("views/airport_delays.yaml", more);
        assertThat(project.sluice("plan").out()).doesNotContain("!");
        project.write("sluice.yaml", "project: flights\nlake: lake\nlint: {feature_names: convention}\n");
        assertThat(project.sluice("plan").out())
                .contains(
                        "! Feature avg_delay_7d of airport_delays@1 does not follow entity__what__aggregation__window."
                                + " Call it airport__delay__avg__7d.\n")
                .doesNotContain("! Feature departures");
        project.write("views/airport_delays.yaml", more.replace("avg_delay_7d", "airport__delay__avg__7d"));
        assertThat(project.sluice("plan").out()).doesNotContain("!");
    }

    @Test
    void theExitStatusTellsOnRequestWhetherThereAreChanges() {
        assertThat(project.sluice("plan", "--detailed-exitcode").exitStatus()).isZero();
        project.write("views/airport_delays.yaml", FlightsFolder.VIEW + "ttl: 14d\n");
        assertThat(project.sluice("plan", "--detailed-exitcode").exitStatus()).isEqualTo(3);
        assertThat(project.sluice("plan").exitStatus()).isZero();
    }

    @Test
    void whatAQueryHoldsDoesNotSteerTheTerminal() {
        project.write(
                "views/airport_delays.sql",
                "SELECT origin AS airport -- \u001b[2J\n, 1 AS departures, 2 AS mean_delay FROM flights");
        assertThat(project.sluice("plan").out()).contains("\uFFFD[2J").doesNotContain("\u001b");
    }
}
