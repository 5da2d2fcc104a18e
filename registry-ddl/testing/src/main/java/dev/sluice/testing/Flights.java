package dev.sluice.testing;

import dev.sluice.expectation.Anomalies;
import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.OnFail;
import dev.sluice.expectation.Severity;
import dev.sluice.expectation.Suite;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The fixture language: the example project of the documentation, in pieces that tests refine with {@code with...}. */
public final class Flights {
    public static final Entity AIRPORT =
            new Entity("airport", List.of(new Column("airport", Scalar.STRING)), Metadata.NONE);
    public static final Entity ROUTE = new Entity(
            "route",
            List.of(new Column("origin", Scalar.STRING), new Column("destination", Scalar.STRING)),
            Metadata.NONE);
    public static final Source FLIGHTS = new Source(
            "flights", SourceFormat.PARQUET, "data/flights.parquet", "date", Map.of(), List.of(), Metadata.NONE);

    private Flights() {}

    /** {@code airport_delays@1}: departures_1d long, avg_delay_7d double; daily, ttl 14d, lookback 7d. */
    public static FeatureView airportDelays() {
        return daily("airport_delays", AIRPORT, """
                SELECT origin AS airport,
                       count_if(date >= :start) AS departures_1d,
                       avg(delay) AS avg_delay_7d
                FROM flights
                GROUP BY origin""")
                .build(List.of(Feature.of("departures_1d", Scalar.LONG), Feature.of("avg_delay_7d", Scalar.DOUBLE)));
    }

    /** {@code route_delays@1}: flights_7d long, max_delay_7d long; daily, ttl 14d, lookback 7d. */
    public static FeatureView routeDelays() {
        return daily("route_delays", ROUTE, """
                SELECT origin, destination, count(*) AS flights_7d, max(delay) AS max_delay_7d
                FROM flights
                GROUP BY origin, destination""")
                .build(List.of(Feature.of("flights_7d", Scalar.LONG), Feature.of("max_delay_7d", Scalar.LONG)));
    }

    /** {@code delay_model@1}: airport_delays of both ends (as origin, as destination), and route_delays. */
    public static FeatureService delayModel() {
        return new FeatureService(
                "delay_model",
                1,
                List.of(
                        new ViewUse("airport_delays", null, "origin", List.of(), Map.of("airport", "origin")),
                        new ViewUse("airport_delays", null, "destination", List.of(), Map.of("airport", "destination")),
                        new ViewUse("route_delays", null, null, List.of(), Map.of())),
                Metadata.NONE);
    }

    /** The whole project, in a folder. */
    public static Project project(Path folder) {
        return new Project(
                "flights",
                folder,
                Settings.defaults("flights"),
                List.of(AIRPORT, ROUTE),
                List.of(FLIGHTS),
                List.of(airportDelays(), routeDelays()),
                List.of(delayModel()),
                Map.of());
    }

    /** The same project with other views; its services are left out. */
    public static Project project(Path folder, FeatureView... views) {
        Project whole = project(folder);
        return new Project(
                whole.name(),
                folder,
                whole.settings(),
                whole.entities(),
                whole.sources(),
                List.of(views),
                List.of(),
                Map.of());
    }

    /** The same view in another version. */
    public static FeatureView inVersion(FeatureView view, int version) {
        return new FeatureView(
                new ViewId(view.name(), version),
                view.entity(),
                view.computation(),
                view.features(),
                view.lifetime(),
                view.placement(),
                view.suite(),
                view.metadata(),
                view.origin());
    }

    /** A view of version 1, daily, over {@link #FLIGHTS} with seven days of lookback, ttl 14d, online. */
    public static ViewFixture daily(String name, Entity entity, String sql) {
        Computation computation = new Computation(
                List.of(new SourceUse("flights", TimeSpan.parse("7d"))),
                new Transform.Sql("views/" + name + ".sql", sql),
                Schedule.parse("daily"));
        Lifetime lifetime = new Lifetime(TimeSpan.parse("14d"), TimeSpan.ZERO, TimeSpan.parse("26h"));
        return new ViewFixture(new ViewId(name, 1), entity, computation, lifetime, Suite.NONE);
    }

    /** A critical expectation. */
    public static Expectation expectation(String type, Map<String, Object> kwargs) {
        return new Expectation(type, kwargs, Severity.CRITICAL, null);
    }

    /** A view under construction; each {@code with...} returns a new one. */
    public record ViewFixture(ViewId id, Entity entity, Computation computation, Lifetime lifetime, Suite suite) {
        public ViewFixture withVersion(int version) {
            return new ViewFixture(new ViewId(id.name(), version), entity, computation, lifetime, suite);
        }

        public ViewFixture withLifetime(Lifetime other) {
            return new ViewFixture(id, entity, computation, other, suite);
        }

        public ViewFixture withSchedule(String schedule) {
            Computation other =
                    new Computation(computation.sources(), computation.transform(), Schedule.parse(schedule));
            return new ViewFixture(id, entity, other, lifetime, suite);
        }

        public ViewFixture withExpectations(Expectation... others) {
            return new ViewFixture(id, entity, computation, lifetime, suite.withExpectations(List.of(others)));
        }

        public ViewFixture withAnomalies(Anomalies anomalies) {
            return new ViewFixture(id, entity, computation, lifetime, suite.withAnomalies(anomalies));
        }

        public ViewFixture withOnFail(OnFail onFail) {
            return new ViewFixture(id, entity, computation, lifetime, suite.withOnFail(onFail));
        }

        public FeatureView build(List<Feature> features) {
            return new FeatureView(
                    id, entity, computation, features, lifetime, Placement.ONLINE, suite, Metadata.NONE, null);
        }
    }
}
