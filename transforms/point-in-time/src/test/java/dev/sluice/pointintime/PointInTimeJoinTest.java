package dev.sluice.pointintime;

import static dev.sluice.pointintime.Frames.row;
import static dev.sluice.pointintime.JoinFixture.T;
import static dev.sluice.pointintime.JoinFixture.delay;
import static dev.sluice.pointintime.JoinFixture.delays;
import static dev.sluice.pointintime.JoinFixture.departures;
import static dev.sluice.pointintime.JoinFixture.frame;
import static dev.sluice.pointintime.JoinFixture.labels;
import static dev.sluice.pointintime.JoinFixture.micros;
import static dev.sluice.pointintime.JoinFixture.use;
import static dev.sluice.pointintime.JoinFixture.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.testing.Flights;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines P1 to P12 of what a point-in-time join means, and the cases that others are known to fail, by example. */
class PointInTimeJoinTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void theSpinesRowsComeBackAllOnceEachUnchangedAndInOrder() {
        String schema = "late BOOLEAN, airport STRING, t TIMESTAMP, `odd name.` ARRAY<INT>";
        Row[] labels = {
            row(true, "ORD", T, List.of(1, 2)),
            row(null, null, T.plus(DAY), null),
            row(false, "ATL", T.minus(DAY), List.of()),
            row(true, "ORD", T, List.of(1, 2)),
            row(true, "ORD", null, null)
        };
        Dataset<Row> spine = Frames.of(schema, labels);

        Dataset<Row> joined = PointInTimeJoin.onto(spine, "t")
                .with(delays(delay("ORD", 7, T), delay("ORD", 8, T)))
                .join();

        assertThat(joined.drop("departures_1d", "avg_delay_7d").collectAsList())
                .hasToString(spine.collectAsList().toString());
        assertThat(joined.columns())
                .containsExactly("late", "airport", "t", "odd name.", "departures_1d", "avg_delay_7d");
    }

    @Test
    void aValueAtExactlyTIsUsedAndOneMicrosecondLaterNot() {
        ViewRows view = delays(delay("ORD", 1, T), delay("ORD", 2, micros(1)));

        assertThat(departures(labels(row("ORD", micros(-1)), row("ORD", T), row("ORD", micros(1))), view))
                .isEqualTo(values(null, 1L, 2L));
    }

    @Test
    void aValueOfExactlyTheTtlIsUsedAndOneMicrosecondOlderNot() {
        ViewRows view = delays("14d", "0s", delay("ORD", 1, T));
        Instant exactly = T.plus(Duration.ofDays(14));

        assertThat(departures(labels(row("ORD", exactly), row("ORD", exactly.plusNanos(1_000))), view))
                .isEqualTo(values(1L, null));
    }

    @Test
    void withoutTtlAValueNeverGetsTooOld() {
        assertThat(departures(
                        labels(row("ORD", Instant.parse("9999-12-31T23:59:59.999999Z"))),
                        delays(null, "0s", delay("ORD", 1, Instant.parse("0001-01-01T00:00:00Z")))))
                .isEqualTo(values(1L));
    }

    @Test
    void aTtlOfLessThanASecondWorks() {
        assertThat(departures(
                        labels(row("ORD", micros(250_000)), row("ORD", micros(250_001))),
                        delays("250ms", "0s", delay("ORD", 1, T))))
                .isEqualTo(values(1L, null));
    }

    @Test
    void aDelayedValueIsSeenWhenItIsAvailable() {
        ViewRows view = delays("2h", "1h", delay("ORD", 1, T));
        Instant available = T.plus(Duration.ofHours(1));

        assertThat(departures(
                        labels(
                                row("ORD", available.minusNanos(1_000)),
                                row("ORD", available),
                                row("ORD", T.plus(Duration.ofHours(2))),
                                row("ORD", T.plus(Duration.ofHours(2)).plusNanos(1_000))),
                        view))
                .isEqualTo(values(null, 1L, 1L, null));
    }

    @Test
    void theNewestEventTimeWinsThenTheNewestCreatedTime() {
        ViewRows view = delays(
                row("ORD", 1L, 0.0, T.minus(DAY), T.plus(DAY)),
                row("ORD", 2L, 0.0, T, T.plusSeconds(1)),
                row("ORD", 3L, 0.0, T, T.plusSeconds(3)),
                row("ORD", 4L, 0.0, T, T.plusSeconds(2)));

        assertThat(departures(labels(row("ORD", T)), view)).isEqualTo(values(3L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void rowsThatAreEquallyNewGiveOneAnswerWhateverTheirOrder(int partitions) {
        Dataset<Row> rows = frame(delay("ORD", 1, T), delay("ORD", 3, T), delay("ORD", 2, T), delay("ORD", 3, T))
                .repartition(partitions);

        assertThat(departures(labels(row("ORD", T)), ViewRows.of(Flights.airportDelays(), rows)))
                .isEqualTo(values(3L));
    }

    @Test
    void asKnownHidesWhatWasWrittenLater() {
        ViewRows view = delays(
                row("ORD", 1L, 0.0, T.minus(DAY), T.minus(DAY)),
                row("ORD", 2L, 0.0, T, T),
                row("ORD", 3L, 0.0, T, micros(1)));
        PointInTimeJoin join = PointInTimeJoin.onto(labels(row("ORD", T), row("ORD", micros(1))), "t")
                .with(view);

        assertThat(departures(join)).isEqualTo(values(3L, 3L));
        assertThat(departures(join.asKnown())).isEqualTo(values(2L, 3L));
    }

    @Test
    void aNullKeyAnUnknownKeyAndNothingVisibleAreNullAndTheRowStays() {
        ViewRows view = delays(delay("ORD", 1, T), delay(null, 9, T));

        assertThat(departures(labels(row(null, T), row("XXX", T), row("ORD", T.minus(DAY)), row("ORD", null)), view))
                .isEqualTo(values(null, null, null, null));
    }

    @Test
    void aDeclaredDefaultStandsForNothingVisibleButNotForANull() {
        FeatureView view = Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1")
                .build(List.of(
                        new Feature("departures_1d", Scalar.LONG, "", "-1"),
                        new Feature("avg_delay_7d", Scalar.DOUBLE, "", null)));
        ViewRows rows = ViewRows.of(view, frame(row("ORD", null, 1.5, T, T)));

        assertThat(departures(labels(row("ORD", T), row("XXX", T), row("ORD", T.minus(DAY))), rows))
                .isEqualTo(values(null, -1L, -1L));
    }

    @Test
    void keysOfSeveralPartsAreComparedAsValues() {
        Entity pair =
                new Entity("pair", List.of(new Column("a", Scalar.LONG), new Column("b", Scalar.LONG)), Metadata.NONE);
        FeatureView view =
                Flights.daily("pairs", pair, "SELECT 1").build(List.of(Feature.of("departures_1d", Scalar.LONG)));
        Dataset<Row> rows = Frames.of(
                "a BIGINT, b BIGINT, departures_1d BIGINT, event_time TIMESTAMP, created_time TIMESTAMP",
                row(1L, 23L, 1L, T, T),
                row(12L, 3L, 2L, T, T));
        Dataset<Row> spine =
                Frames.of("b BIGINT, a BIGINT, t TIMESTAMP", row(3L, 12L, T), row(23L, 1L, T), row(1L, 23L, T));

        assertThat(departures(spine, ViewRows.of(view, rows))).isEqualTo(values(2L, 1L, null));
    }

    @Test
    void aViewIsUsedTwiceUnderTwoNamesAndByOtherKeys() {
        FeatureView view = Flights.airportDelays();
        Dataset<Row> rows = frame(delay("ORD", 1, T), delay("ATL", 2, T));
        Dataset<Row> spine =
                Frames.of("origin STRING, destination STRING, t TIMESTAMP", row("ORD", "ATL", T), row("ATL", "XXX", T));

        Dataset<Row> joined = PointInTimeJoin.onto(spine, "t")
                .with(new ViewRows(view, rows, use(view, "origin", Map.of("airport", "origin"), "departures_1d")))
                .with(new ViewRows(view, rows, use(view, "destination", Map.of("airport", "destination"))))
                .join();

        assertThat(joined.columns())
                .containsExactly(
                        "origin",
                        "destination",
                        "t",
                        "origin__departures_1d",
                        "destination__departures_1d",
                        "destination__avg_delay_7d");
        assertThat(Frames.shown(joined.select("origin__departures_1d", "destination__departures_1d")))
                .containsExactly("[1,2]", "[2,null]");
    }

    @Test
    void fullNamesTellTheView() {
        assertThat(PointInTimeJoin.onto(labels(row("ORD", T)), "t")
                        .with(delays(delay("ORD", 1, T)))
                        .withFullNames()
                        .join()
                        .columns())
                .containsExactly("airport", "t", "airport_delays__departures_1d", "airport_delays__avg_delay_7d");
    }

    @Test
    void aDateIsItsMidnightAndANaiveTimestampIsUtc() {
        ViewRows view = delays(delay("ORD", 1, Instant.parse("2001-03-05T00:00:00Z")));
        Dataset<Row> dates = Frames.of(
                "airport STRING, t DATE",
                row("ORD", Date.valueOf("2001-03-05")),
                row("ORD", Date.valueOf("2001-03-04")));
        Dataset<Row> naive = LocalSpark.session()
                .sql("SELECT 'ORD' AS airport, timestamp_ntz'2001-03-05 00:00:00' AS t "
                        + "UNION ALL SELECT 'ORD', timestamp_ntz'2001-03-04 23:59:59.999999'");

        assertThat(departures(dates, view)).isEqualTo(values(1L, null));
        assertThat(departures(naive, view)).isEqualTo(values(1L, null));
    }

    @ParameterizedTest
    @CsvSource({"Asia/Kolkata,true,1", "America/New_York,false,5", "Pacific/Apia,true,3", "Europe/Berlin,false,2"})
    void theCallersSettingsChangeNothingAndStayAsTheyWere(String zone, boolean ansi, int partitions) {
        SparkSession caller = LocalSpark.session().newSession();
        caller.conf().set("spark.sql.session.timeZone", zone);
        caller.conf().set("spark.sql.ansi.enabled", ansi);
        caller.conf().set("spark.sql.adaptive.enabled", !ansi);
        caller.conf().set("spark.sql.shuffle.partitions", partitions);
        caller.range(1).createOrReplaceTempView("spine");
        Map<String, String> before =
                scala.collection.JavaConverters.mapAsJavaMap(caller.conf().getAll());
        Dataset<Row> spine = Dataset.ofRows(
                caller,
                labels(row("ORD", Instant.parse("2026-03-29T01:30:00Z")), row("ORD", T))
                        .queryExecution()
                        .analyzed());

        assertThat(departures(spine, delays(delay("ORD", 1, Instant.parse("2026-03-29T01:30:00Z")))))
                .isEqualTo(values(1L, null));

        assertThat(scala.collection.JavaConverters.mapAsJavaMap(caller.conf().getAll()))
                .isEqualTo(before);
        assertThat(caller.catalog().listTables().select("name").collectAsList()).hasToString("[[spine]]");
        assertThat(caller.table("spine").count()).isEqualTo(1);
    }

    @Test
    void aSecondJoinInTheSameSessionDoesNotDisturbTheFirst() {
        Dataset<Row> first = PointInTimeJoin.onto(labels(row("ORD", T)), "t")
                .with(delays(delay("ORD", 1, T)))
                .join();
        Dataset<Row> second = PointInTimeJoin.onto(labels(row("ORD", T)), "t")
                .with(delays(delay("ORD", 2, T)))
                .join();

        assertThat(second.first().<Long>getAs("departures_1d")).isEqualTo(2);
        assertThat(first.first().<Long>getAs("departures_1d")).isEqualTo(1);
    }

    @Test
    void wholeNumbersOfOtherWidthsAreTheSameKey() {
        Entity entity = new Entity("gate", List.of(new Column("gate", Scalar.INT)), Metadata.NONE);
        FeatureView view =
                Flights.daily("gates", entity, "SELECT 1").build(List.of(Feature.of("departures_1d", Scalar.LONG)));
        Dataset<Row> rows = Frames.of(
                "gate INT, departures_1d BIGINT, event_time TIMESTAMP, created_time TIMESTAMP", row(7, 1L, T, T));

        assertThat(departures(Frames.of("gate BIGINT, t TIMESTAMP", row(7L, T)), ViewRows.of(view, rows)))
                .isEqualTo(values(1L));
    }

    @Test
    void aJoinOfNoViewIsTheSpine() {
        assertThat(Frames.shown(PointInTimeJoin.onto(labels(row("ORD", T)), "t").join()))
                .containsExactly("[ORD,2001-03-05T12:00:00Z]");
    }

    @Test
    void anEmptySpineAndAnEmptyViewWork() {
        assertThat(departures(labels(), delays(delay("ORD", 1, T)))).isEmpty();
        assertThat(departures(labels(row("ORD", T)), delays())).isEqualTo(values((Object) null));
    }
}
