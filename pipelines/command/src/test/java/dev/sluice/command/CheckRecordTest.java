package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.command.Findings.Alike;
import dev.sluice.command.Findings.Likeness;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.RegisteredQueries;
import dev.sluice.registry.Registry;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRecordTest {
    @TempDir
    private Path folder;

    private Project project(String sql) {
        FeatureView view = Flights.daily("v", Flights.AIRPORT, sql).build(List.of(Feature.of("n", Scalar.LONG)));
        return Flights.project(folder, view);
    }

    private RegisteredQueries registered(String sql) {
        Registry registry = new InMemoryRegistry();
        registry.apply(project(sql), Instant.EPOCH);
        return RegisteredQueries.of(registry.definitions("flights"));
    }

    @Test
    void whatWasComparedWithOtherWordsIsComparedAgain() {
        Project project = project("SELECT 2");
        CheckRecord record = CheckRecord.of(project, registered("SELECT 1"), new Findings(List.of(), List.of()));
        assertThat(record.isOf(project, registered("SELECT 1"))).isTrue();
        assertThat(record.isOf(project, registered("SELECT 2"))).isTrue();
        assertThat(record.isOf(project, registered("SELECT 3"))).isFalse();
        assertThat(record.isOf(project("SELECT 4"), registered("SELECT 1"))).isFalse();
    }

    @Test
    void aRecordIsReadAsItWasWrittenAndAnyOtherFileIsNone() throws IOException {
        Project project = project("SELECT 2");
        Findings findings = new Findings(
                List.of(),
                List.of(),
                Set.of(project.views().get(0).id()),
                List.of(new Alike(Likeness.NEARLY, List.of("v@1.n", "w@1.n"))));
        CheckRecord record = CheckRecord.of(project, registered("SELECT 1"), findings);
        assertThat(CheckRecord.read(project)).isEmpty();
        record.write(project);
        assertThat(CheckRecord.read(project)).hasValue(record);
        for (String other : List.of("", "8c1f", "[]", "{\"sluice_check\": 2}")) {
            Files.writeString(folder.resolve(".sluice/checked"), other);
            assertThat(CheckRecord.read(project)).isEmpty();
        }
    }

    @Test
    void nothingIsKeptOfAProjectWithMistakes() {
        Project project = project("SELECT 2");
        CheckRecord.of(project, registered("SELECT 1"), new Findings(List.of(), List.of()))
                .write(project);
        CheckRecord.of(project, registered("SELECT 1"), new Findings(List.of("wrong"), List.of()))
                .write(project);
        assertThat(CheckRecord.read(project)).isEmpty();
    }
}
