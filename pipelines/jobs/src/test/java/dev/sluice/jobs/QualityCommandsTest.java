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
        theMetricsOfARangeAreTold(project);
        aChangedSuiteIsHeldAgainstWhatWasPromoted(project);
        aSuggestedSuiteIsOneThatTheProjectTakes(project);
    }

    @Test
    void theRowsOfARefusedRunAreShownAndItBlocksTheLaterOnes() {
        SmallProject project = SmallProject.in(folder);
        project.write("entities.yaml", "- {entity: airport, key: {airport: string}, tags: {pii: true}}\n");
        project.write("views/airport_delays.yaml", """
                feature_view: airport_delays
                entity: airport
                sources: {flights: {}}
                transform: airport_delays.sql
                on_fail: block
                features:
                  - {name: departures, type: long}
                  - {name: mean_delay, type: double, tags: {pii: true}}
                expectations:
                  - expect_column_values_to_be_between: {column: departures, max_value: 1}
                  - expect_column_max_to_be_between: {column: mean_delay, max_value: 14.5}
                """);
        project.sluice("apply").succeeds();
        CommandRun run = project.sluice("run", "airport_delays", "--at", "2001-03-01");
        assertThat(run.failsWith(1).err())
                .contains("`sluice quality quarantine airport_delays@1 --at 2001-03-01`", "on_fail: block");

        JsonNode shown = project.sluice("quality", "quarantine", "airport_delays")
                .succeeds()
                .json();
        assertThat(shown.at("/partition").asText()).isEqualTo("2001-03-01");
        assertThat(shown.at("/rows")).hasSize(2);
        JsonNode broken = shown.at("/rows/0");
        assertThat(broken.at("/expectation").asText()).isEqualTo("departures <= 1");
        assertThat(broken.at("/reason").asText()).startsWith("1 of 2 values unexpected");
        assertThat(broken.at("/keys/airport").asText()).matches("\\*{3}[0-9a-f]{12}");
        assertThat(broken.at("/row/departures").asInt()).isEqualTo(2);
        assertThat(broken.at("/row/mean_delay").asText()).startsWith("***");
        assertThat(shown.at("/rows/1/reason").asText()).isEqualTo("***");
        assertThat(shown.at("/rows/1/row").isNull()).isTrue();
        JsonNode verdict =
                project.sluice("quality", "airport_delays").succeeds().json();
        assertThat(verdict + run.err() + run.out()).doesNotContain("ORD").doesNotContain("15.0");

        aLaterPartitionIsBlocked(project);
    }

    private static void aLaterPartitionIsBlocked(SmallProject project) {
        CommandRun blocked = project.sluice("run", "airport_delays", "--at", "2001-03-02");
        assertThat(blocked.failsWith(1).json().at("/partitions/0/state").asText())
                .isEqualTo("BLOCKED");
        assertThat(blocked.err()).contains("the gate refused 2001-03-01 (airport_delays-v1-20010301-1)");
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

    private static void theMetricsOfARangeAreTold(SmallProject project) {
        JsonNode told = project.sluice(
                        "quality", "metrics", "airport_delays", "--from", "2001-03-01", "--to", "2001-03-04")
                .succeeds()
                .json();
        assertThat(told.at("/partitions").asInt()).isEqualTo(3);
        assertThat(told.at("/features/1/feature").asText()).isEqualTo("mean_delay");
        assertThat(told.at("/features/1/rows").asInt()).isEqualTo(4);
        assertThat(told.at("/features/1/mean").asDouble()).isEqualTo(20);
        assertThat(told.at("/features/1/greatest").asText()).isEqualTo("60.0");
        assertThat(project.sluice("quality", "metrics", "airport_delays", "--from", "2002-03-01", "--to", "2002-03-04")
                        .answer("/partitions")
                        .asInt())
                .isZero();
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
        assertThat(project.sluice(BACKTEST).answer("/partitions")).hasSize(3).allSatisfy(partition -> {
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
