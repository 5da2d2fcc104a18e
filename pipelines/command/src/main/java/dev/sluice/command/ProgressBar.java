package dev.sluice.command;

import java.util.Locale;

/**
 * Progress of long work on standard error: a bar that is overwritten on a terminal, a line each tenth elsewhere. Threads
 * may share it.
 */
final class ProgressBar {
    private static final int WIDTH = 24;
    private static final double NANOS_PER_MINUTE = 60e9;

    /** A pace that was kept for less than two seconds says nothing. */
    private static final double FEWEST_MINUTES = 2.0 / 60;

    private final Terminal terminal;
    private final String what;
    private final long total;
    private final long begunNanos = System.nanoTime();
    private long done;
    private long tenthsShown;

    ProgressBar(Terminal terminal, String what, long total) {
        this.terminal = terminal;
        this.what = what;
        this.total = total;
    }

    synchronized void advance(long steps, String now) {
        done += steps;
        if (terminal.interactive()) {
            terminal.err().print("\r\u001B[K" + text(now));
            terminal.err().flush();
        } else if (total > 0 && done * 10 / total > tenthsShown) {
            tenthsShown = done * 10 / total;
            terminal.note(text(now));
        }
    }

    /** Clears the bar. */
    synchronized void close() {
        if (terminal.interactive()) {
            terminal.err().print("\r\u001B[K");
            terminal.err().flush();
        }
    }

    /** How many are done in a minute, and how long the rest takes at that pace. */
    private String pace() {
        double minutes = (System.nanoTime() - begunNanos) / NANOS_PER_MINUTE;
        if (done == 0 || done >= total || minutes < FEWEST_MINUTES) {
            return "";
        }
        double rate = done / minutes;
        return String.format(Locale.ROOT, "  %.1f/min  %s left", rate, left((total - done) / rate));
    }

    private static String left(double minutes) {
        return minutes >= 60
                ? String.format(Locale.ROOT, "%.0fh%02.0fm", Math.floor(minutes / 60), Math.floor(minutes % 60))
                : String.format(Locale.ROOT, "%.0fm%02.0fs", Math.floor(minutes), Math.floor(minutes * 60 % 60));
    }

    private String text(String now) {
        int filled = total == 0 ? WIDTH : (int) Math.min(WIDTH, done * WIDTH / total);
        return what + " [" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + done + "/" + total + pace() + "  "
                + now;
    }
}
