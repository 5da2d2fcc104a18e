package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.definition.FeatureProject;
import dev.sluice.project.Project;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new version of a view from its first partition to its readers, and back, by the commands that users type. */
class VersionSwitchCommandsTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void sparkIsUp() {
        LocalSpark.session();
    }

    /** Registers the project without the check of its queries, which takes a process of its own. */
    private void applied() {
        Project project = FeatureProject.read(folder);
        try (Registry registry = Registries.open(project)) {
            registry.apply(project, Instant.EPOCH);
        }
    }

    private static CommandRun backfill(SmallProject project, String until) {
        return project.sluice("backfill", "--from", "2001-03-01", "--to", until).succeeds();
    }

    private static int servedVersion(SmallProject project) {
        return project.sluice("get", "delays", "origin=ORD")
                .answer("/features/departures/version")
                .asInt();
    }

    private static String joinedView(SmallProject project) throws IOException {
        project.sluice(
                        "training-set",
                        "delays",
                        "--spine",
                        project.path("labels.csv"),
                        "--time",
                        "date",
                        "--out",
                        project.path("ts"),
                        "--overwrite")
                .succeeds();
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(Files.readString(Path.of(project.path("ts/manifest.json"))))
                .findValuesAsText("view")
                .toString();
    }

    @Test
    void readersChangeToANewVersionWhenItIsCompleteAndCanGoBack() throws IOException {
        SmallProject project = SmallProject.in(folder);
        applied();
        backfill(project, "2001-03-04");
        project.sluice("materialize").succeeds();
        String first = "version: 1\n" + Files.readString(folder.resolve("views/airport_delays.yaml"));

        project.write("views/airport_delays.yaml", first.replace("version: 1", "version: 2"));
        assertThat(project.sluice("apply").failsWith(1).err())
                .contains("airport_delays@1 is the active version and no longer declared")
                .contains("--drop-active");
        project.write("views/airport_delays.v1.yaml", first);
        applied();
        aVersionThatIsNotWholeIsNotFollowed(project);
        theWholeVersionIsFollowedOfflineThenOnline(project);
        theFormerVersionCanBeHadBack(project);
    }

    private static void aVersionThatIsNotWholeIsNotFollowed(SmallProject project) throws IOException {
        assertThat(backfill(project, "2001-03-02").json().at("/activated")).isEmpty();
        project.sluice("materialize").succeeds();
        assertThat(servedVersion(project)).isEqualTo(1);
        assertThat(joinedView(project)).contains("airport_delays@1").doesNotContain("airport_delays@2");
        JsonNode waiting = project.sluice("status").json().at("/waiting/0");
        assertThat(waiting.at("/view").asText()).isEqualTo("airport_delays@2");
        assertThat(waiting.at("/covered").asInt()).isEqualTo(1);
        assertThat(waiting.at("/partitions").asInt()).isEqualTo(3);
        assertThat(project.sluice("activate", "airport_delays@2").failsWith(1).err())
                .contains("it has 1 of 3 partitions of version 1");
    }

    private static void theWholeVersionIsFollowedOfflineThenOnline(SmallProject project) throws IOException {
        CommandRun whole = backfill(project, "2001-03-04");
        assertThat(whole.json().at("/activated/0").asText()).isEqualTo("airport_delays@2");
        assertThat(joinedView(project)).contains("airport_delays@2").doesNotContain("airport_delays@1");
        assertThat(servedVersion(project)).isEqualTo(1);
        project.sluice("materialize", "airport_delays@1").succeeds();
        assertThat(servedVersion(project)).isEqualTo(1);
        project.sluice("materialize").succeeds();
        assertThat(servedVersion(project)).isEqualTo(2);
    }

    private static void theFormerVersionCanBeHadBack(SmallProject project) throws IOException {
        assertThat(project.sluice("activate", "airport_delays").failsWith(2).err())
                .contains("Which version of 'airport_delays'?");
        project.sluice("activate", "airport_delays@1").succeeds();
        assertThat(joinedView(project)).contains("airport_delays@1");
        project.sluice("materialize").succeeds();
        assertThat(servedVersion(project)).isEqualTo(1);
        assertThat(backfill(project, "2001-03-04").json().at("/activated")).isEmpty();
        assertThat(project.sluice("activate", "airport_delays@1")
                        .answer("/changed")
                        .asBoolean())
                .isFalse();
    }
}
