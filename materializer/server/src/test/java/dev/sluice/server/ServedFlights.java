package dev.sluice.server;

import dev.sluice.client.ClientOptions;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.ViewUse;
import dev.sluice.online.EntityKey;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.RowCodec;
import dev.sluice.online.StoreDescription;
import dev.sluice.testing.Flights;
import dev.sluice.time.EpochMicros;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The flights in an online store: delay_model over airports and routes, Feast's drivers, and a view with a feature of each
 * type whose key is a long and a date.
 */
final class ServedFlights {
    static final Instant NOW = Instant.parse("2001-03-05T12:00:00Z");
    static final ClientOptions CLIENT = ClientOptions.DEFAULTS.withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    static final ServerOptions OPTIONS = ServerOptions.DEFAULTS.withPorts(0, 0);

    private static final Entity DRIVER =
            new Entity("driver", List.of(new Column("driver_id", Scalar.LONG)), Metadata.NONE);
    private static final Entity DAY = new Entity(
            "day", List.of(new Column("number", Scalar.LONG), new Column("on_day", Scalar.DATE)), Metadata.NONE);
    private static final List<String> TYPES = List.of(
            "int", "long", "float", "double", "boolean", "string", "bytes", "timestamp", "date", "decimal(9,2)");

    private ServedFlights() {}

    static StoreDescription description() {
        return new StoreDescription(
                "flights",
                List.of(Flights.AIRPORT, Flights.ROUTE, DRIVER, DAY),
                List.of(Flights.airportDelays(), Flights.routeDelays(), driverStats(), types()),
                List.of(
                        Flights.delayModel(),
                        service("driver_activity", "driver_hourly_stats"),
                        service("typed", "types")),
                null);
    }

    static void fill(OnlineStore store) {
        store.prepare();
        store.describe(description());
        put(store, Flights.airportDelays(), List.of("ORD"), NOW.minusSeconds(60), 7L, 1.5);
        put(store, Flights.airportDelays(), List.of("ATL"), NOW, 8L, null);
        put(store, Flights.airportDelays(), List.of("OLD"), NOW.minus(Duration.ofDays(15)), 9L, 2.5);
        put(store, Flights.routeDelays(), List.of("ORD", "ATL"), NOW, 3L, 40L);
        put(store, driverStats(), List.of(1001L), NOW, 0.4715041220188141, 17L);
        putTypes(store);
    }

    private static void putTypes(OnlineStore store) {
        Instant at = Instant.parse("2001-03-05T11:59:59.000001Z");
        put(
                store,
                types(),
                List.of(7L, LocalDate.parse("2001-03-05")),
                NOW,
                -2,
                Long.MAX_VALUE,
                Float.POSITIVE_INFINITY,
                Double.NaN,
                true,
                "<b>\u65e5\u672c</b>\n",
                new byte[] {0, -1},
                at,
                LocalDate.parse("0001-01-01"),
                new BigDecimal("1.50"),
                Arrays.asList(1, null),
                Arrays.asList(0.5f, Float.NaN));
    }

    static FeatureView driverStats() {
        return Flights.daily("driver_hourly_stats", DRIVER, "SELECT 1")
                .build(List.of(Feature.of("conv_rate", Scalar.DOUBLE), Feature.of("avg_daily_trips", Scalar.LONG)));
    }

    private static FeatureView types() {
        List<Feature> features = new java.util.ArrayList<>();
        TYPES.forEach(type -> features.add(Feature.of("a_" + type.replaceAll("\\W.*", ""), ValueType.parse(type))));
        features.add(Feature.of("ints", ValueType.parse("array<int>")));
        features.add(Feature.of("embedding", ValueType.parse("array<float>")));
        return Flights.daily("types", DAY, "SELECT 1").build(features);
    }

    private static FeatureService service(String name, String view) {
        return new FeatureService(name, 1, List.of(new ViewUse(view, null, null, List.of(), Map.of())), Metadata.NONE);
    }

    private static void put(
            OnlineStore store, FeatureView view, List<?> key, Instant eventTime, @Nullable Object... values) {
        store.write(List.of(new OnlineChange.Put(new OnlineItem(
                new ItemKey(EntityKey.of(view.entity(), key).text(), view.id()),
                RowCodec.of(view).encode(Arrays.asList(values)),
                EpochMicros.of(eventTime),
                EpochMicros.of(eventTime),
                null))));
    }

    /** A server of a store on free ports; what fails that is not the caller's is a line beside the test. */
    static FeatureServer serve(OnlineStore store, ServerOptions options) {
        return FeatureServer.open(store, CLIENT, options, ServedFlights::unexpected);
    }

    private static void unexpected(UUID id, Throwable cause) {
        System.err.println(id + ": " + cause);
    }
}
