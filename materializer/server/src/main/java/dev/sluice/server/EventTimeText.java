package dev.sluice.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The texts of event times, one after the other: that of one row is asked for with each of its features, and costs as much as they. */
final class EventTimeText {
    private @Nullable Instant last;
    private String text = "";

    String of(Instant eventTime) {
        if (!eventTime.equals(last)) {
            last = eventTime;
            text = eventTime.toString();
        }
        return text;
    }
}
