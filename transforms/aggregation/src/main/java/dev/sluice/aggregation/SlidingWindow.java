package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.AggregateFunction.Kind;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One window over one input, which moves forward: values enter at its end and leave at its start, each once. */
final class SlidingWindow {
    private final EventBuffer events;
    private final long length;
    private final Map<PartKind, Part.Shrinking> parts = new EnumMap<>(PartKind.class);
    private final @Nullable SlidingExtreme least;
    private final @Nullable SlidingExtreme greatest;
    private int start;
    private int end;

    /** @param functions those that are asked for over this window */
    SlidingWindow(EventBuffer events, ValueKind kind, long length, Collection<AggregateFunction> functions) {
        this.events = events;
        this.length = length;
        functions.stream()
                .flatMap(function -> PartKind.of(function).stream())
                .distinct()
                .filter(PartKind::shrinks)
                .forEach(part -> parts.put(part, part.makeShrinking(kind)));
        this.least = functions.stream().anyMatch(function -> function.kind() == Kind.MIN)
                ? new SlidingExtreme(kind, -1)
                : null;
        this.greatest = functions.stream().anyMatch(function -> function.kind() == Kind.MAX)
                ? new SlidingExtreme(kind, 1)
                : null;
    }

    /** Moves the window to end at a moment that is not before the last one, after all events in the buffer. */
    void moveTo(long moment) {
        while (end < events.end()) {
            enter(events.time(end), events.value(end));
            end++;
        }
        while (start < end && events.time(start) < moment - length) {
            leave(events.value(start));
            start++;
        }
    }

    private void enter(long eventTime, Object value) {
        for (Part.Shrinking part : parts.values()) {
            part.add(eventTime, value);
        }
        if (least != null) {
            least.enter(value);
        }
        if (greatest != null) {
            greatest.enter(value);
        }
    }

    private void leave(Object value) {
        for (Part.Shrinking part : parts.values()) {
            part.remove(value);
        }
        if (least != null) {
            least.leave(value);
        }
        if (greatest != null) {
            greatest.leave(value);
        }
    }

    @Nullable
    Object result(AggregateFunction function) {
        int count = end - start;
        if (function.kind() == Kind.COUNT) {
            return (long) count;
        }
        if (count == 0) {
            return function.countsNothing() ? 0L : null;
        }
        return switch (function.kind()) {
            case MIN -> Objects.requireNonNull(least).best();
            case MAX -> Objects.requireNonNull(greatest).best();
            case FIRST -> events.value(start);
            case LAST -> events.value(end - 1);
            case LAST_K -> newest(Math.min(count, function.parameter()));
            default ->
                Objects.requireNonNull(parts.get(PartKind.of(function).orElseThrow()))
                        .result(function, count);
        };
    }

    private Object newest(int count) {
        Object[] newest = new Object[count];
        for (int i = 0; i < count; i++) {
            newest[i] = events.value(end - count + i);
        }
        return Arrays.asList(newest);
    }

    /** The oldest position that is still needed. */
    int start() {
        return start;
    }

    /** Forgets all, with the buffer. */
    void clear() {
        start = 0;
        end = 0;
        parts.values().forEach(Part.Shrinking::clear);
        if (least != null) {
            least.clear();
        }
        if (greatest != null) {
            greatest.clear();
        }
    }
}
