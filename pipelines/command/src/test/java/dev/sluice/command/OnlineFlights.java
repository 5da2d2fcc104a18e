package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.definition.FeatureProject;
import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.project.Project;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

/** The example project, applied, with promoted rows that no Spark has made. */
record OnlineFlights(Path folder, FeatureView view) {
    static OnlineFlights in(Path folder, String endpoint, String table) {
        Captured.of("init", folder.toString());
        set(folder, "table", table);
        set(folder, "endpoint", endpoint);
        Project project = FeatureProject.read(folder);
        try (Registry registry = Registries.open(project)) {
            registry.apply(project, Instant.parse("2001-03-01T00:00:00Z"));
        }
        return new OnlineFlights(folder, project.view("airport_delays"));
    }

    private static void set(Path folder, String setting, String value) {
        Path settings = folder.resolve("sluice.yaml");
        try {
            Files.writeString(
                    settings, Files.readString(settings).replaceAll(setting + ": .*", setting + ": " + value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes where the online store is. */
    void readAt(String endpoint) {
        set(folder, "endpoint", endpoint);
    }

    /** Brings rows of these airports, with no values, to {@code latest} and to the store. */
    void materialized(String... airports) {
        DeltaFixture.create(folder.resolve("lake/latest/airport_delays/v1"), view)
                .insert(Arrays.stream(airports).map(this::row).toArray(LatestRow[]::new));
        assertThat(sluice("materialize", "airport_delays").exitStatus()).isZero();
    }

    private LatestRow row(String airport) {
        Object[] values = new Object[1 + view.features().size()];
        values[0] = airport;
        return LatestRow.of(values);
    }

    Captured sluice(String... arguments) {
        return Captured.of(Stream.concat(Arrays.stream(arguments), Stream.of("--project", folder.toString()))
                .toArray(String[]::new));
    }
}
