package dev.sluice.pointintime;

import static dev.sluice.pointintime.Frames.row;
import static dev.sluice.pointintime.JoinFixture.T;
import static dev.sluice.pointintime.JoinFixture.delay;
import static dev.sluice.pointintime.JoinFixture.delays;
import static dev.sluice.pointintime.JoinFixture.frame;
import static dev.sluice.pointintime.JoinFixture.labels;
import static dev.sluice.pointintime.JoinFixture.use;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a join refuses, and how it says so. */
class JoinMistakesTest {
    private static final ViewRows DELAYS = delays(delay("ORD", 1, T));

    @Test
    void aViewWithoutEventTimeCannotBeJoined() {
        ViewRows rows =
                ViewRows.of(Flights.airportDelays(), frame(delay("ORD", 1, T)).drop("event_time"));

        assertProblem(
                () -> PointInTimeJoin.onto(labels(row("ORD", T)), "t")
                        .with(rows)
                        .join(),
                "Cannot join airport_delays@1: its rows have no event_time, so nothing tells when they became true."
                        + " Add the column.");
    }

    @Test
    void keysOfOtherTypesAreRefusedByTheNamesOfBoth() {
        Dataset<Row> spine = Frames.of("airport BIGINT, t TIMESTAMP", row(1L, T));

        assertProblem(
                () -> PointInTimeJoin.onto(spine, "t").with(DELAYS).join(),
                "Cannot join airport_delays@1: its key airport is a string, the spine's column airport is a long."
                        + " Cast the spine's column.");
    }

    @Test
    void aMissingColumnIsNamedWithTheNearest() {
        assertProblem(
                () -> PointInTimeJoin.onto(labels(row("ORD", T)), "tt")
                        .with(DELAYS)
                        .join(),
                "Unknown column: 'tt' of the spine. Did you mean 't'?");
        Dataset<Row> spine = Frames.of("airprt STRING, t TIMESTAMP", row("ORD", T));
        assertProblem(
                () -> PointInTimeJoin.onto(spine, "t").with(DELAYS).join(),
                "Unknown column: 'airport' of the spine. Did you mean 'airprt'?");
    }

    @Test
    void aTimeColumnMustTellATime() {
        Dataset<Row> spine = Frames.of("airport STRING, t STRING", row("ORD", "2001"));

        assertProblem(
                () -> PointInTimeJoin.onto(spine, "t").with(DELAYS).join(),
                "Invalid time column: 't' of the spine is a string. Cast it to a timestamp or a date.");
    }

    @Test
    void equalNamesAreRefusedUnlessTheyAreToldApart() {
        assertProblem(
                () -> PointInTimeJoin.onto(labels(row("ORD", T)), "t")
                        .with(DELAYS)
                        .with(DELAYS)
                        .join(),
                "Cannot join airport_delays@1: its column 'departures_1d' is called like one of airport_delays@1."
                        + " Name the use with 'as', or ask for full names.");
        Dataset<Row> spine = Frames.of("airport STRING, t TIMESTAMP, DEPARTURES_1D INT", row("ORD", T, 1));
        assertProblem(
                () -> PointInTimeJoin.onto(spine, "t").with(DELAYS).join(),
                "Cannot join airport_delays@1: its column 'departures_1d' is called like one of the spine."
                        + " Name the use with 'as', or ask for full names.");
    }

    @Test
    void anUnknownFeatureOrKeyOfAUseIsNamedWithTheNearest() {
        FeatureView view = Flights.airportDelays();

        assertProblem(
                () -> new ViewRows(view, frame(), use(view, null, Map.of(), "departure_1d")),
                "Unknown feature: 'departure_1d' of feature view airport_delays@1. Did you mean 'departures_1d'?");
        assertProblem(
                () -> new ViewRows(view, frame(), use(view, null, Map.of("airprt", "origin"))),
                "Unknown key: 'airprt' of feature view airport_delays@1, under 'on'. Did you mean 'airport'?");
    }

    @Test
    void aFeatureOfAnotherTypeThanDeclaredIsRefused() {
        Dataset<Row> rows = Frames.of(
                "airport STRING, departures_1d INT, avg_delay_7d DOUBLE, event_time TIMESTAMP, created_time TIMESTAMP",
                row("ORD", 1, 1.0, T, T));

        assertProblem(
                () -> PointInTimeJoin.onto(labels(row("ORD", T)), "t")
                        .with(ViewRows.of(Flights.airportDelays(), rows))
                        .join(),
                "Cannot join airport_delays@1: its feature departures_1d is declared as long, its rows have a int.");
    }

    private static void assertProblem(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(SluiceException.class).hasMessage(message);
    }
}
