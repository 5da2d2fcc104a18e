package dev.sluice.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Choices;
import dev.sluice.testing.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every online store holds after any history of writes, whoever made them. */
abstract class OnlineStoreHistoryContract extends OnlineStoreDescriptionContract {
    /** How many random histories are tried; a slow store tries fewer. */
    protected int histories() {
        return 300;
    }

    /** Writes of a history, each a list of changes, over a handful of keys and times. */
    record History(List<List<OnlineChange>> writes) {}

    @Test
    void everyHistoryEndsAsInTheModel() {
        int[] run = new int[1];
        Property.holds(histories(), choices -> history(choices, "h" + run[0]++), history -> {
            Map<ItemKey, OnlineItem> model = new HashMap<>();
            List<ItemKey> keys = new ArrayList<>();
            for (List<OnlineChange> write : history.writes()) {
                WriteSummary expected = write.stream()
                        .map(change -> applied(model, change))
                        .reduce(WriteSummary.NONE, WriteSummary::plus);
                if (!store.write(write).equals(expected)) {
                    return false;
                }
                write.forEach(change -> keys.add(change.key()));
            }
            return store.read(keys).equals(model);
        });
    }

    private static History history(Choices choices, String prefix) {
        List<List<OnlineChange>> writes = new ArrayList<>();
        int count = 1 + choices.below(5);
        for (int i = 0; i < count; i++) {
            List<OnlineChange> changes = new ArrayList<>();
            int length = 1 + choices.below(6);
            for (int k = 0; k < length; k++) {
                changes.add(change(choices, prefix + choices.among("A", "B", "C")));
            }
            writes.add(changes);
        }
        return new History(writes);
    }

    private static OnlineChange change(Choices choices, String airport) {
        long event = choices.below(3);
        long created = choices.below(3);
        return choices.chance(3) ? delete(airport, event, created) : put(item(airport, event, created));
    }

    /** The rule, plainly. */
    private static WriteSummary applied(Map<ItemKey, OnlineItem> model, OnlineChange change) {
        OnlineItem held = model.get(change.key());
        if (change instanceof OnlineChange.Put put) {
            if (held != null && age(put.item()) < age(held)) {
                return new WriteSummary(0, 0, 1);
            }
            model.put(change.key(), put.item());
            return new WriteSummary(1, 0, 0);
        }
        OnlineChange.Delete delete = (OnlineChange.Delete) change;
        if (held != null && delete.eventMicros() * 10 + delete.createdMicros() < age(held)) {
            return new WriteSummary(0, 0, 1);
        }
        model.remove(change.key());
        return new WriteSummary(0, 1, 0);
    }

    private static long age(OnlineItem item) {
        return item.eventMicros() * 10 + item.createdMicros();
    }

    @Test
    void concurrentWritersConvergeToTheNewestRowOfEachKey() throws Exception {
        List<OnlineItem> items = new ArrayList<>();
        for (int airport = 0; airport < 8; airport++) {
            for (int time = 0; time < 24; time++) {
                items.add(item("A" + airport, time / 4, time % 4));
            }
        }
        ExecutorService writers = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < 6; writer++) {
                List<OnlineItem> shuffled = new ArrayList<>(items);
                Collections.shuffle(shuffled, new Random(writer));
                running.add(writers.submit(() -> writeInPieces(shuffled)));
            }
            for (Future<?> writer : running) {
                writer.get();
            }
        } finally {
            writers.shutdown();
        }
        for (int airport = 0; airport < 8; airport++) {
            assertThat(read("A" + airport)).isEqualTo(item("A" + airport, 5, 3));
        }
    }

    private void writeInPieces(List<OnlineItem> items) {
        for (int from = 0; from < items.size(); from += 24) {
            store.write(items.subList(from, from + 24).stream()
                    .map(OnlineChange.Put::new)
                    .toList());
        }
    }
}
