package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.project.Project;
import dev.sluice.registry.audit.AuditFlaw;
import dev.sluice.registry.database.Database;
import dev.sluice.registry.database.EmbeddedPostgresServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit log in a database, in the hands of somebody who may write there. */
class AuditLogTest {
    abstract static class Contract {
        @TempDir
        Path folder;

        private Registry registry;
        private Database database;

        abstract String address();

        /** Takes away what keeps the log append-only. */
        abstract List<String> unlocking();

        @BeforeEach
        void begin() {
            String address = address();
            Project project = Addresses.flights(folder, address);
            registry = Registries.open(project);
            database = Addresses.database(folder, address);
            registry.apply(project, Instant.EPOCH);
        }

        @AfterEach
        void end() {
            database.close();
            registry.close();
        }

        private void execute(String sql) {
            database.write("tamper", handle -> handle.execute(sql));
        }

        private AuditFlaw flawAfter(String sql) {
            unlocking().forEach(this::execute);
            execute(sql);
            return Objects.requireNonNull(
                    AuditCheck.of(registry, "flights", null).flaw());
        }

        @Test
        void theDatabaseRefusesToChangeAndToRemove() {
            for (String sql :
                    List.of("UPDATE audit_entry SET actor = 'eve' WHERE ordinal = 2", "DELETE FROM audit_entry")) {
                assertThatThrownBy(() -> execute(sql))
                        .hasMessageStartingWith("Cannot tamper in registry ")
                        .hasMessageContaining("the audit log is only added to");
            }
            assertThat(AuditCheck.of(registry, "flights", null).isWell()).isTrue();
        }

        @Test
        void anEntryThatWasChangedIsNamed() {
            assertThat(flawAfter("UPDATE audit_entry SET actor = 'eve' WHERE ordinal = 2"))
                    .isEqualTo(new AuditFlaw(2, "entry 2 was changed: its content does not have its hash"));
        }

        @Test
        void anEntryThatWasRemovedIsNamed() {
            assertThat(flawAfter("DELETE FROM audit_entry WHERE ordinal = 3"))
                    .isEqualTo(new AuditFlaw(3, "entry 3 is missing: here stands entry 4"));
        }

        @Test
        void aLogWhoseEndWasRemovedIsToldByWhatWasCounted() {
            assertThat(flawAfter("DELETE FROM audit_entry WHERE ordinal > 6"))
                    .isEqualTo(new AuditFlaw(7, "entry 7 is missing, and all after it: 8 were written"));
            registry.record(new TrainingSetRecord("flights", "delay_model@1", "t", "/out", 1, "{}", Instant.EPOCH));
            assertThat(AuditCheck.of(registry, "flights", null).flaw())
                    .isEqualTo(new AuditFlaw(7, "entry 7 is missing: here stands entry 9"));
        }

        @Test
        void aDefinitionThatWasChangedPastTheLogIsNamed() {
            execute("UPDATE definition SET fields = replace(fields, 'avg(delay)', 'max(delay)') "
                    + "WHERE name = 'airport_delays'");
            assertThat(AuditCheck.of(registry, "flights", null).strays())
                    .containsExactly(
                            "feature_view airport_delays@1 is not what entry 4 says: it was changed past the log");
            execute("UPDATE definition SET fields = '{}', fingerprint = 'ab', retired_at = 7 WHERE name = 'flights'");
            assertThat(AuditCheck.of(registry, "flights", null).strays()).hasSize(2);
        }
    }

    @Nested
    class OnSqlite extends Contract {
        @Override
        String address() {
            return "embedded";
        }

        @Override
        List<String> unlocking() {
            return List.of("DROP TRIGGER audit_entry_is_not_changed", "DROP TRIGGER audit_entry_is_not_removed");
        }
    }

    @Nested
    class OnPostgres extends Contract {
        @Override
        String address() {
            return EmbeddedPostgresServer.newRegistry();
        }

        @Override
        List<String> unlocking() {
            return List.of("DROP TRIGGER audit_entry_is_only_added_to ON audit_entry");
        }
    }
}
