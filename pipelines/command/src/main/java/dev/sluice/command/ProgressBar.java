package dev.sluice.command;

/**
 * Progress of long work on standard error: a bar that is overwritten on a terminal, a line each tenth elsewhere. Threads
 * may share it.
 */
final class ProgressBar {
    private static final int WIDTH = 24;

    private final Terminal terminal;
    private final String what;
    private final long total;
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

    private String text(String now) {
        int filled = total == 0 ? WIDTH : (int) Math.min(WIDTH, done * WIDTH / total);
        return what + " [" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + done + "/" + total + "  " + now;
    }
}
