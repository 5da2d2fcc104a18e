package dev.sluice.materializer.feed;

import dev.sluice.online.OnlineChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Feeds read to their ends, as lines that a test can compare. */
final class FeedChanges {
    private FeedChanges() {}

    static List<String> of(LatestTable table, Feed feed) {
        return from(table, feed, FeedPosition.START);
    }

    static List<String> from(LatestTable table, Feed feed, FeedPosition position) {
        List<String> lines = new ArrayList<>();
        try (FeedReader reader = table.read(feed, position, Expiry.NEVER)) {
            for (FeedStep step = reader.next(); step != null; step = reader.next()) {
                if (step.unfit() != null) {
                    throw step.unfit().why();
                }
                lines.add(String.join(
                        ", then ",
                        step.changes().stream().map(FeedChanges::line).toList()));
            }
        }
        return lines;
    }

    private static String line(OnlineChange change) {
        if (change instanceof OnlineChange.Put put) {
            return "put " + put.key().entityKey() + " of " + day(put.item().eventMicros());
        }
        OnlineChange.Delete delete = (OnlineChange.Delete) change;
        return "delete " + Objects.requireNonNull(delete.key().entityKey()) + " of " + day(delete.eventMicros());
    }

    private static String day(long micros) {
        return dev.sluice.time.EpochMicros.toInstant(micros).toString().substring(0, 10);
    }
}
