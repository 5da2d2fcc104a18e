package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that DynamoDB cannot hold, from its promotion to its mending. */
class DeadLetterCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void aRowThatIsTooLargeWaitsUntilItIsMendedAndHindersNoOther() throws Exception {
        SmallProject project = withNotes();
        project.flights("2001-03-01T08:00:00Z," + "x".repeat(450_000) + ",ORD\n2001-03-01T09:00:00Z,xxxxx,ATL\n");
        project.sluice("run", "--at", "2001-03-01").succeeds();

        CommandRun refused = project.sluice("materialize").failsWith(1);

        assertThat(refused.json().at("/views/0/written").asInt()).isEqualTo(1);
        assertThat(refused.json().at("/views/0/dead_letters").asInt()).isEqualTo(1);
        Path letters = folder.resolve(".sluice/dead-letters/airport_delays@1.jsonl");
        assertThat(refused.err())
                .contains(
                        "sluice: Cannot materialize 1 rows of airport_delays@1, the others are in the store: Cannot write"
                                + " airport_delays@1 of airport|ORD: its row has 4500")
                .contains(" All of them are in " + letters + ". When they are mended, run 'sluice materialize"
                        + " airport_delays@1 --retry-dead-letters'.");
        assertThat(Files.readString(letters)).startsWith("{\"key\":\"airport|ORD\",\"reason\":\"Cannot write ");
        assertThat(project.sluice("get", "delays", "origin=ATL")
                        .answer("/features/note/value")
                        .asText())
                .isEqualTo("xxxxx");
        assertThatItWaits(project, letters);
        assertThatAnExportLeavesItOut(project);
        mend(project, letters);
    }

    private static void assertThatItWaits(SmallProject project, Path letters) {
        assertThat(project.sluice("status").json().at("/views/0/problems/0").asText())
                .isEqualTo("1 rows could not be materialized: " + letters);
        assertThat(project.sluice("materialize", "--retry-dead-letters")
                        .failsWith(1)
                        .json()
                        .at("/views/0/dead_letters")
                        .asInt())
                .isEqualTo(1);
    }

    private void assertThatAnExportLeavesItOut(SmallProject project) {
        JsonNode export = project.sluice(
                        "materialize", "--export", folder.resolve("s3").toString())
                .succeeds()
                .json();
        assertThat(export.at("/views/0/rows").asInt()).isEqualTo(2);
        assertThat(export.at("/too_large").asInt()).isEqualTo(1);
        assertThat(folder.resolve("s3/items-00000.json.gz")).isRegularFile();
    }

    private static void mend(SmallProject project, Path letters) {
        project.flights("2001-03-01T08:00:00Z,xxxxxxx,ORD\n2001-03-01T09:00:00Z,xxxxx,ATL\n");
        project.sluice("run", "--at", "2001-03-01").succeeds();

        assertThat(project.sluice("materialize").answer("/views/0/dead_letters").asInt())
                .isZero();

        assertThat(letters).doesNotExist();
        assertThat(project.sluice("get", "delays", "origin=ORD")
                        .answer("/features/note/value")
                        .asText())
                .isEqualTo("xxxxxxx");
    }

    private SmallProject withNotes() {
        SmallProject project = SmallProject.in(folder);
        project.write("views/airport_delays.sql", """
                SELECT origin AS airport, CAST(max(delay) AS STRING) AS note
                FROM flights
                GROUP BY origin
                """);
        project.write("views/airport_delays.yaml", """
                feature_view: airport_delays
                entity: airport
                sources: {flights: {}}
                transform: airport_delays.sql
                online: true
                features:
                  - {name: note, type: string}
                """);
        project.sluice("check").succeeds();
        project.sluice("apply").succeeds();
        return project;
    }
}
