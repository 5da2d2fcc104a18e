package dev.sluice.registry;

import static dev.sluice.registry.RunsContract.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.project.Project;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry in a database does besides. */
abstract class JdbcRegistryContract extends RegistryContract {
    @TempDir
    Path folder;

    private Project project;

    /** The address of a new, empty database. */
    abstract String address();

    @Override
    @BeforeEach
    void begin() {
        project = Addresses.flights(folder, address());
        super.begin();
    }

    @Override
    Registry open() {
        return Registries.open(project);
    }

    @Test
    void whatWasWrittenIsThereWhenItIsOpenedAgain() {
        registry().apply(project, Instant.EPOCH);
        RunRecord run = registry().begin(start("r1", "2001-03-05", 1));
        try (Registry other = open()) {
            assertThat(other.run("r1")).contains(run);
            assertThat(other.apply(project, Instant.EPOCH).summary()).isEqualTo("no changes");
        }
    }

    @Test
    void theFenceOfALeaseOutlivesTheRegistryThatGaveIt() {
        registry().acquire("apply/flights").close();
        try (Registry other = open();
                Lease lease = other.acquire("apply/flights")) {
            assertThat(lease.fence()).isEqualTo(2);
        }
    }

    @Test
    void closingARegistryReleasesItsLeases() {
        Registry other = open();
        Lease lease = other.acquire("apply/flights");
        other.close();
        assertThat(registry().acquire("apply/flights").fence()).isEqualTo(lease.fence() + 1);
    }
}
