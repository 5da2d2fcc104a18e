package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All windows of a plan over the events of one key, moving forward in time. Each event enters and leaves each window once,
 * whatever the number of moments asked for; kept are the events of the longest window.
 *
 * <p>The answers are those of {@link Summary} over the same events, bit for bit.
 */
public final class SlidingWindows {
    private final WindowPlan plan;
    private final List<EventBuffer> buffers = new ArrayList<>();

    /** By input, then by window; null where nothing is asked. */
    private final @Nullable SlidingWindow[][] windows;

    public SlidingWindows(WindowPlan plan) {
        this.plan = plan;
        this.windows = new SlidingWindow[plan.inputs().size()][plan.windows().size()];
        for (int input = 0; input < plan.inputs().size(); input++) {
            ValueKind kind = plan.inputs().get(input).kind();
            EventBuffer events = new EventBuffer(kind);
            buffers.add(events);
            for (int window = 0; window < plan.windows().size(); window++) {
                List<AggregateFunction> functions = functions(input, window);
                if (!functions.isEmpty()) {
                    long length = plan.windows().get(window);
                    windows[input][window] = new SlidingWindow(events, kind, length, functions);
                }
            }
        }
    }

    private List<AggregateFunction> functions(int input, int window) {
        return plan.outputs().stream()
                .filter(output -> output.input() == input && output.window() == window)
                .map(WindowPlan.Output::function)
                .toList();
    }

    /**
     * Adds an event that is not older than those before it.
     *
     * @param eventTime in microseconds since the epoch
     * @param values as {@link Summary#add} takes them
     */
    public void add(long eventTime, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                buffers.get(i).add(eventTime, plan.inputs().get(i).kind().normal(value));
            }
        }
    }

    /**
     * The plan's features over the windows that end at a moment and hold, of the events added so far, those that are not
     * older than the window is long.
     *
     * @param moment not before the last one asked for
     */
    public @Nullable Object[] at(long moment) {
        for (int input = 0; input < windows.length; input++) {
            move(input, moment);
        }
        @Nullable Object[] results = new Object[plan.outputs().size()];
        for (int i = 0; i < results.length; i++) {
            WindowPlan.Output output = plan.outputs().get(i);
            results[i] = java.util.Objects.requireNonNull(windows[output.input()][output.window()])
                    .result(output.function());
        }
        return results;
    }

    private void move(int input, long moment) {
        int oldest = buffers.get(input).end();
        for (SlidingWindow window : windows[input]) {
            if (window != null) {
                window.moveTo(moment);
                oldest = Math.min(oldest, window.start());
            }
        }
        buffers.get(input).forgetBefore(oldest);
    }

    /** Forgets all events, to serve another key. */
    public void clear() {
        buffers.forEach(EventBuffer::clear);
        for (SlidingWindow[] ofInput : windows) {
            for (SlidingWindow window : ofInput) {
                if (window != null) {
                    window.clear();
                }
            }
        }
    }
}
