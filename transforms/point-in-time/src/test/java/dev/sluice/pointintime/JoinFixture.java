package dev.sluice.pointintime;

import static dev.sluice.pointintime.Frames.row;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.ViewUse;
import dev.sluice.testing.Flights;
import dev.sluice.time.TimeSpan;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Labels and airport delays, written down for one test each. */
final class JoinFixture {
    static final Instant T = Instant.parse("2001-03-05T12:00:00Z");
    static final String LABEL = "airport STRING, t TIMESTAMP";
    static final String DELAYS = "airport STRING, departures_1d BIGINT, avg_delay_7d DOUBLE, "
            + "event_time TIMESTAMP, created_time TIMESTAMP";

    private JoinFixture() {}

    static Instant micros(long later) {
        return T.plusNanos(later * 1_000);
    }

    static Dataset<Row> labels(Row... labels) {
        return Frames.of(LABEL, labels);
    }

    /** A row of airport delays: it was written when it became true. */
    static Row delay(@Nullable String airport, long departures, Instant eventTime) {
        return row(airport, departures, 1.5, eventTime, eventTime);
    }

    static ViewRows delays(Row... rows) {
        return ViewRows.of(Flights.airportDelays(), frame(rows));
    }

    static Dataset<Row> frame(Row... rows) {
        return Frames.of(DELAYS, rows);
    }

    /** The view's use in a service. */
    static ViewUse use(FeatureView view, @Nullable String as, Map<String, String> on, String... features) {
        return new ViewUse(view.name(), null, as, List.of(features), on);
    }

    /** Airport delays that live this long and are seen this late. */
    static ViewRows delays(@Nullable String ttl, String availabilityDelay, Row... rows) {
        FeatureView view = Flights.airportDelays();
        Lifetime lifetime =
                new Lifetime(ttl == null ? null : TimeSpan.parse(ttl), TimeSpan.parse(availabilityDelay), null);
        FeatureView changed = Flights.daily(view.name(), Flights.AIRPORT, "SELECT 1")
                .withLifetime(lifetime)
                .build(view.features());
        return ViewRows.of(changed, frame(rows));
    }

    /** The departures that each label got, in the order of the labels. */
    static List<@Nullable Object> departures(Dataset<Row> labels, ViewRows... views) {
        PointInTimeJoin join = PointInTimeJoin.onto(labels, "t");
        for (ViewRows view : views) {
            join = join.with(view);
        }
        return departures(join);
    }

    static List<@Nullable Object> departures(PointInTimeJoin join) {
        List<@Nullable Object> answers = new java.util.ArrayList<>();
        join.join().collectAsList().forEach(row -> answers.add(row.getAs("departures_1d")));
        return answers;
    }

    static List<@Nullable Object> values(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
