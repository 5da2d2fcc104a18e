package dev.sluice.command;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What building a training set would read and do.
 *
 * @param first the time of the first label, null without one
 * @param last the time of the last label, null without one
 * @param keysBroadcast whether only rows whose key some label has are shuffled
 * @param hotKeys the keys whose time is cut, those with the most rows first
 * @param exchanges how often rows are shuffled
 * @param sorts how often rows are sorted
 */
public record TrainingSetExplanation(
        @Nullable Instant first,
        @Nullable Instant last,
        List<Read> reads,
        boolean keysBroadcast,
        List<HotKey> hotKeys,
        int exchanges,
        int sorts) {
    public TrainingSetExplanation {
        reads = List.copyOf(reads);
        hotKeys = List.copyOf(hotKeys);
    }

    /**
     * A key that several tasks share.
     *
     * @param share of the labels and rows, between 0 and 1
     * @param pieces of time
     */
    public record HotKey(double share, int pieces) {}

    /**
     * What is read of a view's feature table.
     *
     * @param use the name that the view is used under
     * @param tableVersion null where events of its source are read instead
     * @param partitions how many partitions some label can see, of all
     */
    public record Read(
            String view,
            String use,
            @Nullable Long tableVersion,
            int partitions,
            int allPartitions,
            long files,
            long bytes) {}

    Answer answer() {
        return Answer.done(
                JsonDocument.of("first", first)
                        .with("last", last)
                        .with(
                                "views",
                                reads.stream().map(TrainingSetExplanation::json).toList())
                        .with("keys_broadcast", keysBroadcast)
                        .with(
                                "hot_keys",
                                hotKeys.stream()
                                        .map(key -> JsonDocument.of("share", key.share())
                                                .with("pieces", key.pieces())
                                                .members())
                                        .toList())
                        .with("exchanges", exchanges)
                        .with("sorts", sorts),
                this::print);
    }

    private static java.util.Map<String, ?> json(Read read) {
        return JsonDocument.of("view", read.view())
                .with("use", read.use())
                .with("table_version", read.tableVersion())
                .with("partitions", read.partitions())
                .with("all_partitions", read.allPartitions())
                .with("files", read.files())
                .with("bytes", read.bytes())
                .members();
    }

    private void print(Terminal terminal) {
        terminal.line(first == null ? "No label has a time." : "Labels from " + first + " to " + last + ".");
        TextTable table = TextTable.of("VIEW", "AS", "TABLE VERSION", "PARTITIONS", "OF", "FILES", "BYTES");
        reads.forEach(read -> table.row(
                read.view(),
                read.use(),
                read.tableVersion() == null ? "events" : read.tableVersion(),
                read.partitions(),
                read.allPartitions(),
                read.files(),
                read.bytes()));
        table.print(terminal);
        if (keysBroadcast) {
            terminal.line("The labels are few: their keys are broadcast, and only rows of these keys are shuffled.");
        }
        if (!hotKeys.isEmpty()) {
            terminal.line(String.format(
                    Locale.ROOT,
                    "Hot keys: %d, the largest with %.1f%% of the rows; their time is cut into %d pieces that tasks share.",
                    hotKeys.size(),
                    100 * hotKeys.get(0).share(),
                    hotKeys.stream().mapToInt(HotKey::pieces).sum()));
        }
        terminal.line("Rows are shuffled " + times(exchanges) + " and sorted " + times(sorts)
                + ": once for each key, and once to bring the labels back into their order"
                + (hotKeys.isEmpty() ? "." : "; what pieces of hot keys carry over is shuffled besides."));
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
