package dev.sluice.command;

import dev.sluice.feature.ViewId;
import dev.sluice.materializer.ProgressListener;
import java.util.OptionalLong;

/** Shows on a terminal how many rows have been brought to the online store. */
final class LoadProgress implements ProgressListener {
    private final Terminal terminal;

    LoadProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void advanced(ViewId view, long rows, OptionalLong total) {
        if (terminal.interactive()) {
            String all = total.isPresent() ? "/" + total.getAsLong() : "";
            terminal.err()
                    .print("\r\u001B[K" + view + "  " + rows + all + " rows"
                            + (isLast(rows, total) ? "\r\u001B[K" : ""));
            terminal.err().flush();
        }
    }

    private static boolean isLast(long rows, OptionalLong total) {
        return total.isPresent() && rows >= total.getAsLong();
    }
}
