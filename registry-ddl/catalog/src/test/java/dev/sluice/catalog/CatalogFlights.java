package dev.sluice.catalog;

import dev.sluice.catalog.beyond.MeasuredFeature;
import dev.sluice.catalog.beyond.Neighbours;
import dev.sluice.expectation.Severity;
import dev.sluice.expectation.Suite;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Consumer;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.problem.Origin;
import dev.sluice.project.OnlineSettings;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import dev.sluice.registry.ColumnUsage;
import dev.sluice.registry.GateResult;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.LineageEdge;
import dev.sluice.registry.LineageRecord;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.MaterializedItems;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.registry.TrainingSetRecord;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A project as it is on a bad day: one view too late, one in danger, one never run, one in order; and a hostile author. */
final class CatalogFlights {
    static final String PASSWORD = "hunter2";
    static final String HOSTILE =
            "<script>document.title='owned'</script><img src=http://192.0.2.1/x onerror=alert(1)>";

    private static final String CHANGED = "the definition changed";
    private static final Instant NOW = Instant.parse("2001-03-02T06:00:00Z");
    private static final ViewId AIRPORT = new ViewId("airport_delays", 1);
    private static final ViewId ROUTE = new ViewId("route_delays", 1);
    private static final ViewId RANKS = new ViewId("airport_ranks", 1);

    private static final String AIRPORT_SQL = """
            -- How late the departures of an airport have been: the day itself and a week.
            SELECT origin AS airport,
                   count_if(date >= :start) AS departures_1d,
                   avg(delay) AS avg_delay_7d,
                   avg(CAST(delay > 15 AS DOUBLE)) AS late_share_7d
            FROM flights
            WHERE carrier <> 'XX'
            GROUP BY origin""";

    private final Registry registry = new InMemoryRegistry();
    private long latest;

    private CatalogFlights() {}

    /** The registry after {@link #project} was applied and has run. */
    static Registry registry(Path folder) {
        CatalogFlights flights = new CatalogFlights();
        Project project = project(folder);
        flights.registry.apply(before(project), Instant.parse("2001-01-19T09:30:00Z"));
        flights.registry.apply(project, Instant.parse("2001-02-26T16:00:00Z"));
        flights.runAirports();
        flights.runRoutes();
        flights.runRanks();
        flights.registry.record(new TrainingSetRecord(
                "flights",
                "delay_model@1",
                "4f0c29e1a7b3",
                "training-sets/delay_model",
                48_213,
                "{\"tables\": [{\"view\": \"airport_delays@1\", \"version\": 30}]}",
                Instant.parse("2001-02-27T12:00:00Z")));
        flights.registry.record(new LineageRecord(
                "flights",
                AIRPORT,
                "of the demo",
                "airport_delays-v1-20010228-1",
                Instant.parse("2001-03-01T04:00:00Z"),
                List.of(edge("departures_1d", "date"), edge("avg_delay_7d", "delay"))));
        return flights.registry;
    }

    private static LineageEdge edge(String feature, String column) {
        return new LineageEdge(feature, "flights", column, ColumnUsage.AGGREGATION, LineageEdge.Witness.ENGINE);
    }

    /** When there was one version of everything. */
    private static Project before(Project project) {
        return new Project(
                project.name(),
                project.folder(),
                project.settings(),
                project.entities(),
                project.sources(),
                project.views().stream().filter(view -> view.version() == 1).toList(),
                List.of(),
                Map.of());
    }

    static Project project(Path folder) {
        Settings settings = new Settings(
                "lake", "embedded", OnlineSettings.defaults("flights"), Instant.parse("2001-03-02T06:00:00Z"));
        Entity airport = entity("airport", "An airport, by its IATA code", new Column("airport", Scalar.STRING));
        Entity route = entity(
                "route",
                "Two airports, in the order in which they are flown",
                new Column("origin", Scalar.STRING),
                new Column("destination", Scalar.STRING));
        Entity passenger = new Entity(
                "passenger",
                List.of(new Column("passenger_id", Scalar.LONG)),
                new Metadata("Somebody who flies", "", Map.of("pii", "true")));
        return new Project(
                "flights",
                folder,
                settings,
                List.of(airport, route, passenger),
                sources(),
                List.of(
                        airports(airport, 1),
                        airports(airport, 2),
                        routes(route),
                        ranks(airport),
                        passengers(passenger)),
                services(),
                Map.of("airport_delays", 1));
    }

    private static Entity entity(String name, String description, Column... key) {
        return new Entity(name, List.of(key), new Metadata(description, "ops@example.com", Map.of()));
    }

    private static List<Source> sources() {
        Metadata metadata = new Metadata("Every departure, as the airports report it", "ops@example.com", Map.of());
        return List.of(
                new Source(
                        "flights", SourceFormat.PARQUET, "data/flights.parquet", "date", Map.of(), List.of(), metadata),
                new Source(
                        "airport_table",
                        SourceFormat.DELTA,
                        "lake/features/airport_delays/v1",
                        "event_time",
                        Map.of(),
                        List.of(),
                        Metadata.NONE),
                new Source(
                        "bookings",
                        SourceFormat.JDBC,
                        "jdbc:postgresql://reader:" + PASSWORD + "@db/bookings?password=" + PASSWORD,
                        "booked_at",
                        Map.of("password", PASSWORD, "dbtable", "secret_" + PASSWORD, "fetchsize", "1000"),
                        List.of(),
                        Metadata.NONE));
    }

    private static FeatureView airports(Entity airport, int version) {
        List<Feature> features = new ArrayList<>(List.of(
                new Feature("departures_1d", Scalar.LONG, "departures on the day", "0"),
                new Feature("avg_delay_7d", Scalar.DOUBLE, "average delay in seven days, in minutes", null)));
        if (version > 1) {
            features.add(new Feature("late_share_7d", Scalar.DOUBLE, "share of departures over 15 minutes late", null));
        }
        return view(
                new ViewId("airport_delays", version),
                airport,
                computation(
                        "flights",
                        version == 1
                                ? AIRPORT_SQL.replace(",\n       avg(CAST(delay > 15 AS DOUBLE)) AS late_share_7d", "")
                                : AIRPORT_SQL),
                features,
                new Metadata(
                        "How late the departures of an airport have been", "ops@example.com", Map.of("team", "ops")));
    }

    private static FeatureView routes(Entity route) {
        return view(
                ROUTE,
                route,
                computation(
                        "flights", "SELECT origin, destination, max(delay) AS max_delay_7d FROM flights GROUP BY 1, 2"),
                List.of(new Feature("max_delay_7d", Scalar.LONG, "longest delay in seven days, in minutes", null)),
                new Metadata("How late the flights of a route have been", "ops@example.com", Map.of("team", "ops")));
    }

    private static FeatureView ranks(Entity airport) {
        return new FeatureView(
                RANKS,
                airport,
                computation(
                        "airport_table",
                        "SELECT airport, rank() OVER (ORDER BY avg_delay_7d) AS rank FROM airport_table"),
                List.of(new Feature("rank", Scalar.INT, "place among all airports, the most punctual first", null)),
                new Lifetime(null, TimeSpan.ZERO, TimeSpan.parse("36h")),
                dev.sluice.feature.Placement.OFFLINE,
                Suite.NONE,
                new Metadata("Airports by how punctual they are", "science@example.com", Map.of("team", "science")),
                null);
    }

    private static FeatureView passengers(Entity passenger) {
        return view(
                new ViewId("passenger_trips", 1),
                passenger,
                computation(
                        "bookings",
                        "SELECT passenger_id, count(*) AS trips_30d, max(seat) AS last_seat FROM bookings GROUP BY 1"),
                List.of(
                        new Feature("trips_30d", Scalar.LONG, HOSTILE, null),
                        new Feature("last_seat", Scalar.STRING, "", null).withTags(Map.of("pii", "true"))),
                new Metadata(HOSTILE, "\"><script>alert(2)</script>", Map.of("team", "growth & love")));
    }

    private static Computation computation(String source, String sql) {
        return new Computation(
                List.of(new SourceUse(source, TimeSpan.parse("7d"))),
                new Transform.Sql("views/view.sql", sql),
                Schedule.parse("daily"));
    }

    private static FeatureView view(
            ViewId id, Entity entity, Computation computation, List<Feature> features, Metadata metadata) {
        return new FeatureView(
                id,
                entity,
                computation,
                features,
                new Lifetime(TimeSpan.parse("14d"), TimeSpan.ZERO, TimeSpan.parse("26h")),
                dev.sluice.feature.Placement.ONLINE,
                Suite.NONE,
                metadata,
                new Origin("views/" + id.name() + ".yaml", 1));
    }

    private static List<FeatureService> services() {
        return List.of(
                new FeatureService(
                                "delay_model",
                                1,
                                List.of(
                                        new ViewUse(
                                                "airport_delays",
                                                null,
                                                "origin",
                                                List.of(),
                                                Map.of("airport", "origin")),
                                        new ViewUse(
                                                "airport_delays",
                                                1,
                                                "destination",
                                                List.of(),
                                                Map.of("airport", "destination")),
                                        new ViewUse("route_delays", null, null, List.of(), Map.of())),
                                new Metadata(
                                        "Will this flight be more than 15 minutes late?", "ops@example.com", Map.of()))
                        .withConsumers(List.of(new Consumer("delay_predictor", Consumer.Kind.MODEL, "ml@example.com"))),
                new FeatureService(
                        "rank_board",
                        1,
                        List.of(new ViewUse("airport_ranks", null, null, List.of(), Map.of())),
                        Metadata.NONE));
    }

    /** What the floors above would know. */
    static Neighbours neighbours() {
        return Neighbours.NONE
                .withStatistics((view, run) -> view.features().stream()
                        .filter(feature -> feature.type() != Scalar.STRING)
                        .map(feature -> measured(feature.name(), run.partition()))
                        .toList())
                .withStale((project, view, range) -> view.id().equals(AIRPORT)
                        ? Map.of(day("2001-02-10"), CHANGED, day("2001-02-11"), CHANGED)
                        : Map.of());
    }

    private static MeasuredFeature measured(String feature, Partition partition) {
        long day = partition.start().getEpochSecond() / 86_400;
        double mean = 12 + 5 * Math.sin(day / 3.0) + feature.length() % 3;
        var quantiles = List.of(-14.25, mean - 6, mean - 2, mean, mean + 3, mean + 8, 67.0);
        return new MeasuredFeature(feature, 223, 220, "-14.25", "67.0", mean, 3.5 + Math.cos(day), quantiles);
    }

    static Partition day(String text) {
        return Partition.parse(Granularity.DAY, text);
    }

    private void runAirports() {
        for (Partition day = day("2001-01-20"); day.compareTo(day("2001-03-01")) < 0; day = day.next()) {
            if (!day.equals(day("2001-02-14"))) {
                run(AIRPORT, day, day.equals(day("2001-02-20")) ? End.REFUSED : End.PROMOTED);
            }
        }
        run(AIRPORT, day("2001-03-01"), End.REFUSED);
        registry.record(new MaterializationRecord(
                "flights", AIRPORT, "flights_features", 0, latest - 1, new MaterializedItems(223, 0, 0), NOW, NOW));
    }

    private void runRoutes() {
        for (Partition day = day("2001-02-20"); day.compareTo(day("2001-03-02")) < 0; day = day.next()) {
            run(ROUTE, day, End.PROMOTED);
        }
        registry.record(new MaterializationRecord(
                "flights", ROUTE, "flights_features", 0, latest, new MaterializedItems(900, 0, 0), NOW, NOW));
    }

    private void runRanks() {
        run(RANKS, day("2001-02-28"), End.PROMOTED);
        run(RANKS, day("2001-03-01"), End.FAILED);
        run(RANKS, day("2001-03-02"), End.RUNNING);
    }

    private enum End {
        PROMOTED,
        REFUSED,
        FAILED,
        RUNNING
    }

    private void run(ViewId view, Partition day, End end) {
        Instant begun = day.end().plusSeconds(3_600);
        String id = view.name() + "-v" + view.version() + "-" + day.toString().replace("-", "") + "-1";
        RunRecord run = registry.begin(new RunStart(id, "flights", view, day, 1, "hash", begun))
                .staged(223, 48_000, Map.of("flights", "files 17"));
        registry.update(run);
        switch (end) {
            case PROMOTED -> {
                judge(id, true);
                registry.update(run.judged()
                        .promoted(++latest, 223, begun.plusSeconds(8))
                        .completed(latest));
            }
            case REFUSED -> {
                judge(id, false);
                registry.update(
                        run.refused("1 of 2 expectations failed (avg_delay_7d >= -60: 12 rows)", begun.plusSeconds(5)));
            }
            case FAILED ->
                registry.update(run.failed(
                        "Cannot read jdbc:postgresql://u:" + PASSWORD + "@db/x?password=" + PASSWORD,
                        begun.plusSeconds(2)));
            case RUNNING -> {}
        }
    }

    private void judge(String run, boolean passed) {
        registry.record(List.of(
                new GateResult(
                        run,
                        0,
                        "expect_column_values_to_be_between(column=avg_delay_7d, min_value=-60)",
                        Severity.CRITICAL,
                        passed,
                        passed ? "0 unexpected" : "-61.5",
                        223,
                        passed ? 0 : 12,
                        null),
                new GateResult(
                        run,
                        1,
                        "expect_table_row_count_to_be_between(min_value=200)",
                        Severity.WARNING,
                        !run.contains("0207"),
                        "223",
                        223,
                        0,
                        null),
                new GateResult(
                        run,
                        2,
                        "event_time inside (2001-02-" + run.substring(run.length() - 4, run.length() - 2)
                                + "T00:00:00Z, 2001-03-01T00:00:00Z]",
                        Severity.CRITICAL,
                        true,
                        "0 of 223 rows unexpected",
                        223,
                        0,
                        null)));
    }
}
