package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityCommandsTest {
    private static final String[] BACKTEST = {
        "quality", "backtest", "airport_delays", "--from", "2001-03-01", "--to", "2001-03-04"
    };

    @TempDir
    private Path folder;

    @Test
    void whatTheGateFoundCanBeReadReplayedAndSuggestedFrom() throws IOException {
        SmallProject project = SmallProject.in(folder);
        project.sluice("check").succeeds();
        project.sluice("apply").succeeds();
        project.sluice("backfill", "--from", "2001-03-01", "--to", "2001-03-04").succeeds();
        theVerdictStandsInTheLake(project);
        aChangedSuiteIsHeldAgainstWhatWasPromoted(project);
        aSuggestedSuiteIsOneThatTheProjectTakes(project);
    }

    private static void theVerdictStandsInTheLake(SmallProject project) throws IOException {
        JsonNode shown = project.sluice("quality", "airport_delays").succeeds().json();
        JsonNode document = new ObjectMapper()
                .readTree(
                        Files.readString(Path.of(shown.at("/validation_result").asText())));
        assertThat(document.at("/success").asBoolean()).isTrue();
        assertThat(document.at("/statistics/evaluated_expectations").asInt())
                .isEqualTo(shown.at("/results").size());
    }

    private static void aChangedSuiteIsHeldAgainstWhatWasPromoted(SmallProject project) {
        project.write("views/airport_delays.expectations.json", """
                {"expectations": [
                  {"type": "expect_column_max_to_be_between", "kwargs": {"column": "mean_delay", "max_value": -1000}}]}
                """);
        JsonNode replayed = project.sluice(BACKTEST).succeeds().json();
        assertThat(replayed.at("/partitions")).hasSize(3).allSatisfy(partition -> {
            assertThat(partition.at("/refused").asBoolean()).isTrue();
            assertThat(partition.at("/rows_read").asBoolean()).isFalse();
            assertThat(partition.at("/summary").asText()).contains("greatest mean_delay <= -1000: ");
        });
        project.write("views/airport_delays.expectations.json", """
                {"expectations": [{"type": "expect_column_values_to_be_unique", "kwargs": {"column": "airport"}}]}
                """);
        assertThat(project.sluice(BACKTEST).succeeds().json().at("/partitions"))
                .hasSize(3)
                .allSatisfy(partition -> {
                    assertThat(partition.at("/refused").asBoolean()).isFalse();
                    assertThat(partition.at("/rows_read").asBoolean()).isTrue();
                });
    }

    private static void aSuggestedSuiteIsOneThatTheProjectTakes(SmallProject project) {
        JsonNode suggested = project.sluice("quality", "suggest", "airport_delays")
                .succeeds()
                .json();
        String suite = suggested.at("/suite").asText();
        assertThat(suite).contains("\"severity\" : \"warning\"");
        project.write("views/airport_delays.expectations.json", suite);
        project.sluice("plan").succeeds();
    }
}
