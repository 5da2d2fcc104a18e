package dev.sluice.command;

import dev.sluice.feature.ViewId;
import dev.sluice.materializer.ProgressListener;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Shows how many rows of a view have been brought to the online store, and how fast. */
final class LoadProgress implements ProgressListener, AutoCloseable {
    private static final double NANOS = 1e9;

    private final Terminal terminal;
    private final long begunNanos = System.nanoTime();
    private @Nullable ProgressBar bar;
    private long begunAt;
    private long shown;

    LoadProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void advanced(ViewId view, long rows, OptionalLong total) {
        ProgressBar shownOn = bar;
        if (shownOn == null) {
            shownOn = new ProgressBar(terminal, view + " rows", total.orElse(0));
            bar = shownOn;
            begunAt = rows;
        }
        shownOn.advance(rows - shown, pace(rows));
        shown = rows;
    }

    private String pace(long rows) {
        double seconds = (System.nanoTime() - begunNanos) / NANOS;
        return rows == begunAt ? "" : String.format(Locale.ROOT, "%.0f rows/s", (rows - begunAt) / seconds);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
