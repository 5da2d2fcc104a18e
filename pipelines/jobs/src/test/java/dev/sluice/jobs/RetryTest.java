package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.definition.FeatureProject;
import dev.sluice.project.Project;
import dev.sluice.registry.Lease;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scheduler learns from a run: whether to try it again, and of each view as soon as it has ended. */
class RetryTest {
    @TempDir
    private Path folder;

    private SmallProject project = new SmallProject(Path.of(""));

    @BeforeAll
    static void sparkIsUp() {
        LocalSpark.session();
    }

    @BeforeEach
    void twoViewsOfWhichOneRefusesEverything() throws IOException {
        project = SmallProject.in(folder);
        String view = Files.readString(folder.resolve("views/airport_delays.yaml"));
        project.write(
                "views/strict.yaml",
                view.replace("feature_view: airport_delays", "feature_view: strict")
                        .replace("min_value: -60", "min_value: 499"));
        Project read = FeatureProject.read(folder);
        try (Registry registry = Registries.open(read)) {
            registry.apply(read, Instant.EPOCH);
        }
    }

    @Test
    void whatAGateHasRefusedIsNotHelpedByARetryAndEachViewIsToldOfOnItsOwn() throws IOException {
        CommandRun run = project.sluice(
                        "run",
                        "strict",
                        "airport_delays",
                        "--at",
                        "2001-03-01",
                        "--at",
                        "2001-03-02",
                        "--progress",
                        "json")
                .failsWith(1);

        assertThat(run.json().get("retry_helps").asBoolean()).isFalse();
        assertThat(run.json().at("/partitions").findValuesAsText("code"))
                .containsExactly("REFUSED", "REFUSED", "null", "null");
        List<String> lines =
                run.err().lines().filter(line -> line.startsWith("{\"event\"")).toList();
        assertThat(lines).hasSize(2);
        JsonNode strict = new ObjectMapper().readTree(lines.get(0));
        assertThat(strict.get("view").asText()).isEqualTo("strict@1");
        assertThat(strict.get("complete").asBoolean()).isFalse();
        assertThat(strict.get("retry_helps").asBoolean()).isFalse();
        assertThat(strict.at("/partitions").findValuesAsText("partition")).containsExactly("2001-03-01", "2001-03-02");
        assertThat(strict.at("/partitions/0/problem").asText()).startsWith("Cannot promote strict@1 2001-03-01");
        JsonNode delays = new ObjectMapper().readTree(lines.get(1));
        assertThat(delays.get("view").asText()).isEqualTo("airport_delays@1");
        assertThat(delays.get("complete").asBoolean()).isTrue();
        assertThat(delays.at("/partitions").findValuesAsText("state")).containsOnly("PROMOTED");
    }

    @Test
    void whatIsHeldByAnotherIsTriedAgain() {
        Project read = FeatureProject.read(folder);
        try (Registry registry = Registries.open(read);
                Lease held = registry.acquire("run/small/airport_delays@1/2001-03-01")) {
            held.check();
            CommandRun run = project.sluice("run", "airport_delays", "--at", "2001-03-01")
                    .failsWith(1);

            assertThat(run.json().get("retry_helps").asBoolean()).isTrue();
            assertThat(run.json().at("/partitions/0/code").asText()).isEqualTo("HELD");
        }
    }

    @Test
    void whatIsWrongIsNot() {
        JsonNode wrong = project.sluice("run", "airport_delays", "--at", "2001-03-04")
                .failsWith(2)
                .json();

        assertThat(wrong.get("retry_helps").asBoolean()).isFalse();
        assertThat(wrong.at("/error/code").asText()).isEqualTo("PARTITION_NOT_OVER");
    }
}
