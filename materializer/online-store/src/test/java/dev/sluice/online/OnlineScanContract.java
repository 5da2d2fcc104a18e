package dev.sluice.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.ViewId;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store that can be scanned keeps to; its {@link #open} gives one that is both. */
public abstract class OnlineScanContract extends OnlineStoreFixture {
    private static final ScanOptions UNBOUNDED = ScanOptions.DEFAULTS.withReadUnitsPerSecond(Double.POSITIVE_INFINITY);

    private final Collection<OnlineItem> seen = new ConcurrentLinkedQueue<>();

    private OnlineScan scan() {
        return (OnlineScan) store;
    }

    private ScanSummary scan(int segments) {
        seen.clear();
        return scan().scan(key("").view(), UNBOUNDED.withSegments(segments), seen::add);
    }

    @Test
    void everyItemOfTheViewIsSeenOnceInAnyNumberOfSegments() {
        List<OnlineItem> items = IntStream.range(0, 120)
                .mapToObj(i -> new OnlineItem(key("A" + i), new byte[20_000], i, i, i % 2 == 0 ? null : 7L))
                .toList();
        store.write(items.stream().map(OnlineChange.Put::new).toList());
        store.describe(Descriptions.flights(Flights.airportDelays()));

        for (int segments : new int[] {1, 3, 16}) {
            assertThat(scan(segments).items()).isEqualTo(120);
            assertThat(seen).containsExactlyInAnyOrderElementsOf(items);
        }
    }

    @Test
    void itemsOfOtherViewsAndVersionsAreNotSeen() {
        OnlineItem meant = item("ORD", 1, 1);
        for (ViewId other : List.of(new ViewId("airport_delays", 2), new ViewId("airport_delays_2", 1))) {
            store.write(List.of(
                    put(new OnlineItem(new ItemKey(meant.key().entityKey(), other), new byte[] {1}, 1, 1, null))));
        }
        store.write(List.of(put(meant)));

        assertThat(scan(2).items()).isEqualTo(1);
        assertThat(seen).containsExactly(meant);
    }

    @Test
    void anEmptyStoreHasNoItems() {
        assertThat(scan(4).items()).isZero();
        assertThat(seen).isEmpty();
    }

    @Test
    void whatWasWrittenIsReadAtOnce() {
        for (int i = 0; i < 20; i++) {
            store.write(List.of(put(item("ORD", i, 0))));

            assertThat(scan().current(List.of(key("ORD"), key("ATL"))).values()).containsExactly(item("ORD", i, 0));
        }
    }

    @Test
    void aConsumerThatFailsEndsTheScanWithItsFailure() {
        store.write(List.of(put(item("ORD", 1, 1))));

        assertThatThrownBy(() -> scan().scan(key("").view(), UNBOUNDED, item -> {
                    throw new IllegalStateException("no room");
                }))
                .satisfies(failure -> assertThat(rootOf(failure)).hasMessage("no room"));
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    @Test
    void optionsThatMakeNoScanAreRefused() {
        assertThatThrownBy(() -> ScanOptions.DEFAULTS.withSegments(0))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Invalid number of segments: 0. A scan has 1 to 1000 of them.");
        assertThatThrownBy(() -> ScanOptions.DEFAULTS.withReadUnitsPerSecond(0))
                .isInstanceOf(SluiceException.class)
                .hasMessage(
                        "Invalid read units per second: 0.0. A scan needs more than 0; with few it takes its time.");
        assertThat(ScanOptions.DEFAULTS).isEqualTo(new ScanOptions(4, 1_000));
    }
}
