package dev.sluice.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.ViewId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every online store keeps. A store's test extends it and opens an empty store for each test. */
public abstract class OnlineStoreContract extends OnlineStoreHistoryContract {
    @Test
    void whatWasWrittenIsRead() {
        OnlineItem ord = item("ORD", 10, 1);
        OnlineItem atl = item("ATL", 10, 1);

        assertThat(store.write(List.of(put(ord), put(atl)))).isEqualTo(new WriteSummary(2, 0, 0));

        assertThat(store.read(List.of(ord.key(), atl.key()))).isEqualTo(Map.of(ord.key(), ord, atl.key(), atl));
    }

    @Test
    void anItemKeepsItsBytesItsTimesAndItsExpiry() {
        byte[] value = new byte[256];
        IntStream.range(0, 256).forEach(i -> value[i] = (byte) i);
        OnlineItem expiring = new OnlineItem(key("ORD"), value, Long.MIN_VALUE, Long.MAX_VALUE, 4_102_444_800L);
        OnlineItem empty = new OnlineItem(key("a%7C|é😀"), new byte[0], -1, 0, null);

        store.write(List.of(put(expiring), put(empty)));

        assertThat(store.read(List.of(expiring.key(), empty.key())).values())
                .containsExactlyInAnyOrder(expiring, empty);
    }

    @Test
    void unknownKeysAreAbsentAndDuplicatesAnsweredOnce() {
        OnlineItem ord = item("ORD", 10, 1);
        store.write(List.of(put(ord)));

        assertThat(store.read(List.of(key("XXX"), ord.key(), key("YYY"), ord.key())))
                .isEqualTo(Map.of(ord.key(), ord));
        assertThat(store.read(List.of())).isEmpty();
    }

    @Test
    void theSameEntityHasAnItemForEachViewAndVersion() {
        OnlineItem first = item("ORD", 10, 1);
        OnlineItem second = new OnlineItem(
                new ItemKey(first.key().entityKey(), new ViewId("airport_delays", 2)), new byte[] {2}, 1, 1, null);
        OnlineItem other = new OnlineItem(
                new ItemKey(first.key().entityKey(), new ViewId("weather", 1)), new byte[] {3}, 1, 1, null);

        store.write(List.of(put(first), put(second), put(other)));

        assertThat(store.read(List.of(first.key(), second.key(), other.key())).values())
                .containsExactlyInAnyOrder(first, second, other);
    }

    @Test
    void anOlderRowNeverReplacesANewerOne() {
        OnlineItem newer = item("ORD", 20, 5);
        store.write(List.of(put(newer)));

        assertThat(store.write(List.of(put(item("ORD", 10, 9))))).isEqualTo(new WriteSummary(0, 0, 1));
        assertThat(store.write(List.of(put(item("ORD", 20, 4))))).isEqualTo(new WriteSummary(0, 0, 1));

        assertThat(read("ORD")).isEqualTo(newer);
    }

    @Test
    void aCorrectionOfTheSameEventTimeReplacesTheOlderCorrection() {
        store.write(List.of(put(item("ORD", 20, 5))));
        OnlineItem correction = item("ORD", 20, 6);

        assertThat(store.write(List.of(put(correction)))).isEqualTo(new WriteSummary(1, 0, 0));

        assertThat(read("ORD")).isEqualTo(correction);
    }

    @Test
    void anEquallyOldRowReplaces() {
        store.write(List.of(put(item("ORD", 20, 5))));
        OnlineItem other = new OnlineItem(key("ORD"), new byte[] {9}, 20, 5, 7L);

        assertThat(store.write(List.of(put(other)))).isEqualTo(new WriteSummary(1, 0, 0));

        assertThat(read("ORD")).isEqualTo(other);
    }

    @Test
    void aRepeatedWriteChangesNothing() {
        List<OnlineChange> changes = List.of(put(item("ORD", 20, 5)), delete("ATL", 20, 5));

        WriteSummary first = store.write(changes);

        assertThat(store.write(changes)).isEqualTo(first).isEqualTo(new WriteSummary(1, 1, 0));
        assertThat(read("ORD")).isEqualTo(item("ORD", 20, 5));
    }

    @Test
    void aDeletedRowIsGoneAndANewerOneStays() {
        store.write(List.of(put(item("ORD", 20, 5)), put(item("ATL", 21, 5))));

        assertThat(store.write(List.of(delete("ORD", 20, 5), delete("ATL", 20, 5))))
                .isEqualTo(new WriteSummary(0, 1, 1));

        assertThat(store.read(List.of(key("ORD"), key("ATL")))).containsOnlyKeys(key("ATL"));
    }

    @Test
    void changesOfOneKeyHappenInTheirOrder() {
        store.write(List.of(put(item("ORD", 20, 5))));

        WriteSummary summary = store.write(List.of(delete("ORD", 20, 5), put(item("ORD", 10, 7))));

        assertThat(summary).isEqualTo(new WriteSummary(1, 1, 0));
        assertThat(read("ORD")).isEqualTo(item("ORD", 10, 7));
    }

    @Test
    void manyItemsAreWrittenAndReadAtOnce() {
        List<OnlineItem> items =
                IntStream.range(0, 333).mapToObj(i -> item("A" + i, i, i)).toList();

        assertThat(store.write(items.stream().map(OnlineChange.Put::new).toList()))
                .isEqualTo(new WriteSummary(333, 0, 0));

        assertThat(store.read(items.stream().map(OnlineItem::key).toList()).values())
                .containsExactlyInAnyOrderElementsOf(items);
    }
}
