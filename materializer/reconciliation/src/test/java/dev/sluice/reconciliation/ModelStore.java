package dev.sluice.reconciliation;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.EntityKey;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.RowCodec;
import dev.sluice.online.RowSchema;
import dev.sluice.testing.Flights;
import dev.sluice.time.EpochMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Puts items of airport_delays into a store as they should be, and as they should not. */
record ModelStore(OnlineStore store) {
    static final FeatureView VIEW = Flights.airportDelays();

    private static final RowCodec CODEC = RowCodec.of(VIEW);
    private static final RowCodec OTHER_SCHEMA = RowCodec.of(
            new RowSchema(VIEW.features().stream().map(Feature::column).limit(1).toList()));
    private static final long DAY_MICROS = Duration.ofDays(1).toMillis() * 1_000;

    static ItemKey key(String airport) {
        return new ItemKey(EntityKey.of(VIEW.entity(), List.of(airport)).text(), VIEW.id());
    }

    static OnlineItem item(LatestRow row) {
        Instant event = Objects.requireNonNull(row.eventTime());
        return new OnlineItem(
                key(String.valueOf(row.values().get(0))),
                CODEC.encode(row.values().subList(1, row.values().size())),
                EpochMicros.of(event),
                EpochMicros.of(row.createdTime()),
                event.plus(Duration.ofDays(14)).getEpochSecond());
    }

    void put(OnlineItem item) {
        store.write(List.of(new OnlineChange.Put(item)));
    }

    void remove(ItemKey key) {
        store.write(List.of(new OnlineChange.Delete(key, Long.MAX_VALUE, Long.MAX_VALUE)));
    }

    /** Whatever the store holds of the key, it holds this now. */
    void force(OnlineItem item) {
        remove(item.key());
        put(item);
    }

    /** A key that latest does not have. */
    void add(String airport, boolean expired) {
        LatestRow row = LatestRow.of(airport, 1L, 2.0).at(expired ? "2001-01-01T00:00:00Z" : "2001-03-03T00:00:00Z");
        force(item(row));
    }

    /** The item as a fault leaves it. */
    static OnlineItem broken(OnlineItem item, Fault fault) {
        Long expiry = Objects.requireNonNull(item.expiresAt());
        return switch (fault) {
            case ALTERED_BYTE -> with(item, altered(item.value()), 0, expiry);
            case CUT -> with(item, new byte[] {1, 2}, 0, expiry);
            case WRONG_SCHEMA -> with(item, OTHER_SCHEMA.encode(List.of(1L)), 0, expiry);
            case ALTERED_EXPIRY -> with(item, item.value(), 0, expiry + 1);
            case STALE -> with(item, CODEC.encode(List.of(0L, -1.0)), -DAY_MICROS, expiry - 86_400);
            case NEWER -> with(item, CODEC.encode(List.of(0L, -1.0)), 90 * DAY_MICROS, expiry + 90 * 86_400L);
            default -> item;
        };
    }

    private static OnlineItem with(OnlineItem item, byte[] value, long laterMicros, long expiry) {
        return new OnlineItem(item.key(), value, item.eventMicros() + laterMicros, item.createdMicros(), expiry);
    }

    private static byte[] altered(byte[] value) {
        byte[] copy = value.clone();
        copy[copy.length - 1] ^= 1;
        return copy;
    }

    static Stream<String> airports(List<LatestRow> rows) {
        return rows.stream().map(row -> String.valueOf(row.values().get(0)));
    }
}
