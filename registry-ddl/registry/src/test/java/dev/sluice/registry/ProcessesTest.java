package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.project.Project;
import dev.sluice.registry.audit.AuditQuery;
import dev.sluice.registry.database.EmbeddedPostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a registry. */
class ProcessesTest {
    private static final String RESOURCE = "run/flights/airport_delays@1/2001-03-05";

    abstract static class Contract {
        @TempDir
        Path folder;

        private Project project;

        abstract String address();

        @BeforeEach
        void begin() {
            project = Addresses.flights(folder, address());
        }

        private RegistryProcess start(String action, String argument) {
            return RegistryProcess.start(
                    List.of(), action, folder.toString(), project.settings().registry(), argument);
        }

        @Test
        void fortyConcurrentWritesOfFourProcessesToANewRegistryAreKept() throws Exception {
            List<RegistryProcess> processes =
                    IntStream.range(0, 4).mapToObj(i -> start("write", "p" + i)).toList();
            for (RegistryProcess process : processes) {
                assertThat(process.nextLine()).isEqualTo("ready");
            }
            processes.forEach(RegistryProcess::go);
            for (RegistryProcess process : processes) {
                assertThat(process.remainingLines()).containsExactly("written");
                process.close();
            }
            try (Registry registry = Registries.open(project)) {
                assertThat(registry.trainingSets("flights")).hasSize(40);
                assertThat(registry.auditLog("flights", AuditQuery.all())).hasSize(80);
                assertThat(AuditCheck.of(registry, "flights", null).isWell()).isTrue();
                assertThat(registry.deprecations("flights"))
                        .extracting(Deprecation::sunset)
                        .containsExactly(Instant.EPOCH.plusSeconds(40));
                assertThat(names()).allSatisfy(name -> {
                    assertThat(registry.definitions(name)).hasSize(6);
                    assertThat(registry.run(name)).isPresent();
                });
            }
        }

        private static List<String> names() {
            return IntStream.range(0, 40)
                    .mapToObj(i -> "p" + i / RegistryProcess.WRITES + "_" + i % RegistryProcess.WRITES)
                    .toList();
        }

        @Test
        void theLeaseOfAKilledProcessIsTakenOverAtOnce() throws Exception {
            try (RegistryProcess holder = start("hold", RESOURCE);
                    Registry registry = Registries.open(project)) {
                assertThat(holder.nextLine()).isEqualTo("fence 1");
                assertThatThrownBy(() -> registry.acquire(RESOURCE))
                        .hasMessageStartingWith(
                                "Cannot run airport_delays@1 for 2001-03-05: process " + holder.pid() + " on host ");
                holder.kill();
                Instant killed = Instant.now();
                try (Lease lease = registry.acquire(RESOURCE)) {
                    assertThat(lease.fence()).isEqualTo(2);
                }
                assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofSeconds(5));
            }
        }

        @Test
        void aProcessThatEndsReleasesItsLease() throws Exception {
            try (RegistryProcess holder = start("hold", RESOURCE);
                    Registry registry = Registries.open(project)) {
                assertThat(holder.nextLine()).isEqualTo("fence 1");
                holder.go();
                assertThat(holder.remainingLines()).containsExactly("ready");
                try (Lease lease = registry.acquire(RESOURCE)) {
                    assertThat(lease.fence()).isEqualTo(2);
                }
            }
        }

        @Test
        void anUpToDateRegistryIsOpenedWithoutFlyway() throws Exception {
            Registries.open(project).close();
            try (RegistryProcess reader = RegistryProcess.start(
                    List.of("-Xlog:class+load"),
                    "definitions",
                    folder.toString(),
                    project.settings().registry())) {
                assertThat(reader.remainingLines())
                        .contains("0 definitions")
                        .anyMatch(line -> line.contains("dev.sluice.registry.database.Migrations "))
                        .noneMatch(line -> line.contains("org.flywaydb.core.Flyway "));
            }
        }
    }

    @Nested
    class OnSqlite extends Contract {
        @Override
        String address() {
            return "embedded";
        }
    }

    @Nested
    class OnPostgres extends Contract {
        @Override
        String address() {
            return EmbeddedPostgresServer.newDatabase();
        }
    }
}
