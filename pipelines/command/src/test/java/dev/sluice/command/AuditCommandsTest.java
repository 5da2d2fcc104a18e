package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TextFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was registered, by whom, who uses it and who must leave it, by the commands. */
class AuditCommandsTest {
    private static final String VIEW = """
            feature_view: airport_delays
            version: 1
            entity: airport
            sources: {flights: {lookback: 0d}}
            schedule: daily
            transform: airport_delays.sql
            ttl: 14d
            features:
              - {name: departures, type: long}
              - {name: mean_delay, type: double}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void aProjectOfTwoVersions() {
        write("sluice.yaml", "project: flights\nlake: lake\nclock: 2026-06-01T00:00:00Z\n");
        write("entities.yaml", "- entity: airport\n  key: {airport: string}\n");
        write("sources.yaml", "- {source: flights, format: csv, path: flights.csv, event_time: date}\n");
        write("services.yaml", """
                - feature_service: delays
                  owner: ops@example.com
                  features: [{view: airport_delays, version: 1}]
                  consumers: [{name: predictor, contact: ml@example.com}, {name: pricing, kind: team}]
                - {feature_service: next, features: [{view: airport_delays, version: 2}]}
                """);
        write(
                "views/airport_delays.sql",
                "SELECT origin AS airport,\n  1 AS departures,\n  2.0D AS mean_delay\nFROM flights\n");
        write("views/airport_delays.yaml", VIEW);
        write(
                "views/airport_delays_2.yaml",
                VIEW.replace("version: 1", "version: 2")
                        .replace("airport_delays.sql", "second.sql")
                        .replace("ttl: 14d\n", "ttl: 7d\n")
                        .replace("type: double}", "type: double, description: in minutes}"));
        write(
                "views/second.sql",
                "SELECT origin AS airport,\n  2 AS departures,\n  2.0D AS mean_delay\nFROM flights\n");
    }

    private void write(String file, String text) {
        TextFile.write(folder.resolve(file), text);
    }

    /** Runs a command of the project as it is written now. */
    private Captured sluice(String... arguments) {
        return new FlightsFolder(folder).sluice(arguments);
    }

    private void tamper(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(".sluice/registry.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    @Test
    void theAuditLogSaysWhoDidWhatAndVerifiesItself() throws SQLException {
        System.setProperty("SLUICE_USER", "ada");
        try {
            sluice("apply");
        } finally {
            System.clearProperty("SLUICE_USER");
        }
        assertThat(sluice("audit", "--object", "airport_delays@2").out().lines())
                .hasSize(3)
                .anyMatch(line ->
                        line.matches(" +4 +\\S+Z +ada +REGISTERED +feature_view airport_delays@2 +- +[0-9a-f]{12} +-"));
        assertThat(sluice("audit", "--object", "source flights", "--output", "json")
                        .out())
                .contains("\"by\" : \"ada\"", "\"action\" : \"REGISTERED\"", "\"kind\" : \"source\"");
        Captured well = sluice("audit", "--verify");
        assertThat(well.out())
                .startsWith("The audit log of project flights is as it was written: 7 entries.\nHead: 7:");
        String head = well.out().replaceAll("(?s).*Head: (\\S+) .*", "$1");
        assertThat(sluice("audit", "--verify", "--head", head).exitStatus()).isZero();

        tamper("DROP TRIGGER audit_entry_is_not_changed", "UPDATE audit_entry SET actor = 'eve' WHERE ordinal = 4");
        Captured flawed = sluice("audit", "--verify");
        assertThat(flawed.exitStatus()).isEqualTo(1);
        assertThat(flawed.err())
                .isEqualTo(
                        "sluice: The audit log of project flights is not as it was written: entry 4 was changed: its "
                                + "content does not have its hash. Compare it with a backup of the registry.\n");
        assertThat(sluice("audit", "--verify", "--output", "json").out())
                .contains("\"intact\" : false", "\"first_wrong_entry\" : 4");
        assertThat(sluice("audit", "--head", head).err()).contains("--head goes with --verify. Give both.");
        assertThat(sluice("audit", "--verify", "--head", "8:ab").exitStatus()).isEqualTo(2);
    }

    @Test
    void aDiffShowsFieldsAndTheLinesOfTheQuery() {
        sluice("apply");
        assertThat(sluice("diff", "airport_delays", "1", "2").out()).isEqualTo("""
                airport_delays@1.1 -> airport_delays@2.1
                + features.mean_delay.description: in minutes
                ~ ttl: 14d -> 7d
                     SELECT origin AS airport,
                    -  1 AS departures,
                    +  2 AS departures,
                       2.0D AS mean_delay
                     FROM flights
                """);
        write("views/airport_delays.yaml", VIEW.replace("ttl: 14d\n", ""));
        sluice("apply");
        assertThat(sluice("diff", "airport_delays", "1.1", "1").out())
                .isEqualTo("airport_delays@1.1 -> airport_delays@1.2\n- ttl: 14d\n");
        assertThat(sluice("diff", "airport_delays", "1.1", "1", "--output", "json")
                        .out())
                .contains("\"field\" : \"ttl\"", "\"before\" : \"14d\"", "\"after\" : null", "\"sql\" : [ ]");
        assertThat(sluice("diff", "airport_delays", "1", "1.2").out())
                .isEqualTo("airport_delays@1.2 and airport_delays@1.2 say the same.\n");
        Captured unknown = sluice("diff", "airport_delays", "1", "3");
        assertThat(unknown.exitStatus()).isEqualTo(2);
        assertThat(unknown.err()).contains("Unknown version: '3'. Registered are 1.1, 1.2, 2.1.");
        assertThat(sluice("diff", "airport_dlays", "1", "2").err())
                .contains("'airport_dlays' is not registered. Did you mean 'airport_delays'?");
    }

    @Test
    void aDeprecationIsToldToWhomItConcernsAndShownUntilItIsTakenBack() {
        sluice("apply");
        Captured deprecated = sluice(
                "deprecate",
                "airport_delays@1",
                "--sunset",
                "2026-12-31",
                "--reason",
                "counts twice",
                "--replacement",
                "airport_delays@2");
        assertThat(deprecated.exitStatus()).isZero();
        String said =
                "airport_delays@1 is deprecated, with its sunset on 2026-12-31 (counts twice). Use airport_delays@2.";
        assertThat(deprecated.out()).isEqualTo(said + """

                Who reads it:
                READER                    CONSUMER   KIND   CONTACT
                feature_service delays@1  predictor  model  ml@example.com
                feature_service delays@1  pricing    team   ops@example.com
                """);
        assertThat(sluice("plan").err()).isEqualTo(said + " Still read by delays@1.\n");
        assertThat(sluice("status").out()).contains("  " + said + " Still read by delays@1.\n");
        assertThat(sluice("history", "airport_delays").out())
                .contains("airport_delays@1.1  deprecated  ", "airport_delays@2.1  active  ", "  " + said + "\n");
        assertThat(sluice("status", "--output", "json").out()).contains("\"over\" : false", "\"delays@1\"");

        sluice("deprecate", "airport_delays@1", "--sunset", "2026-05-31", "--reason", "counts twice");
        assertThat(sluice("apply").err())
                .isEqualTo(
                        "airport_delays@1 is past its sunset of 2026-05-31 (counts twice). Still read by delays@1.\n");
        assertThat(sluice("get", "delays", "airport=ORD").err())
                .startsWith("airport_delays@1 is past its sunset of 2026-05-31 (counts twice).");
        assertThat(sluice("get", "next", "airport=ORD").err()).doesNotContain("sunset");
        assertThat(sluice("deprecate", "airport_delays@1", "--withdraw").out())
                .startsWith("airport_delays@1 is no longer deprecated.\n");
        assertThat(sluice("plan").err()).isEmpty();
        assertThat(sluice("audit", "--object", "airport_delays@1", "--limit", "1")
                        .out())
                .contains("REINSTATED");
    }

    @Test
    void aDeprecationThatSaysTooLittleIsRefused() {
        sluice("apply");
        assertThat(sluice("deprecate", "airport_delays", "--sunset", "2026-12-31", "--reason", "x")
                        .err())
                .contains("Which version of 'airport_delays'? Write it as airport_delays@2.");
        Captured open = sluice("deprecate", "airport_delays@1", "--sunset", "2026-12-31");
        assertThat(open.exitStatus()).isEqualTo(2);
        assertThat(open.err()).contains("say from when on nobody should read it, and why");
        assertThat(sluice("deprecate", "airport_delays@1", "--withdraw").err())
                .contains("Cannot withdraw: airport_delays@1 is not deprecated.");
        assertThat(sluice("deprecate", "airport_delays@3", "--sunset", "2026-12-31", "--reason", "x")
                        .exitStatus())
                .isEqualTo(2);
    }

    @Test
    void consumersAreShownByServiceAndByView() {
        sluice("apply");
        assertThat(sluice("consumers").out()).isEqualTo("""
                READER                    CONSUMER   KIND   CONTACT
                feature_service delays@1  predictor  model  ml@example.com
                feature_service delays@1  pricing    team   ops@example.com
                feature_service next@1    -          -      -
                """);
        assertThat(sluice("consumers", "airport_delays@2", "--output", "json").out())
                .contains("\"reader\" : \"feature_service next@1\"")
                .doesNotContain("predictor");
    }

    @Test
    void anotherLakeUnderTheSameNameIsAnotherProjectUntilItIsAdopted() {
        sluice("apply");
        write("sluice.yaml", "project: flights\nlake: other\n");
        for (String command : List.of("plan", "apply")) {
            Captured refused = sluice(command);
            assertThat(refused.exitStatus()).isEqualTo(2);
            assertThat(refused.err()).contains("whose lake is lake (", "this one's lake is other.", "apply --adopt");
        }
        assertThat(sluice("deprecate", "airport_delays@1", "--withdraw").exitStatus())
                .isEqualTo(2);
        assertThat(sluice("apply", "--adopt").exitStatus()).isZero();
        assertThat(sluice("plan").out()).startsWith("No changes");
        assertThat(sluice("audit", "--object", "flights", "--limit", "1").out()).contains("ADOPTED");
    }
}
