package dev.sluice.client;

import dev.sluice.feature.FeatureView;
import dev.sluice.online.EntityKey;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.RowCodec;
import dev.sluice.online.StoreDescription;
import dev.sluice.testing.Flights;
import dev.sluice.time.EpochMicros;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The flights project in a store: its description, and rows of its views. */
final class FlightRows {
    static final Instant NOW = Instant.parse("2001-03-05T12:00:00Z");
    static final ClientOptions OPTIONS = ClientOptions.DEFAULTS.withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    static final Map<String, Object> ORD_TO_ATL = route("ORD", "ATL");

    private FlightRows() {}

    static Map<String, Object> route(String origin, String destination) {
        return Map.of("origin", origin, "destination", destination);
    }

    static StoreDescription description(FeatureView... views) {
        return new StoreDescription(
                "flights",
                List.of(Flights.AIRPORT, Flights.ROUTE),
                List.of(views),
                List.of(Flights.delayModel()),
                null);
    }

    static StoreDescription description() {
        return description(Flights.airportDelays(), Flights.routeDelays());
    }

    static void write(
            OnlineStore store, FeatureView view, List<String> key, Instant eventTime, @Nullable Object... values) {
        store.write(List.of(new OnlineChange.Put(new OnlineItem(
                new ItemKey(EntityKey.of(view.entity(), key).text(), view.id()),
                RowCodec.of(view).encode(Arrays.asList(values)),
                EpochMicros.of(eventTime),
                EpochMicros.of(eventTime),
                null))));
    }

    /** Departures of ORD (7) and ATL (8), and a described store. */
    static void fill(OnlineStore store) {
        store.describe(description());
        write(store, Flights.airportDelays(), List.of("ORD"), NOW, 7L, 1.5);
        write(store, Flights.airportDelays(), List.of("ATL"), NOW, 8L, null);
    }
}
