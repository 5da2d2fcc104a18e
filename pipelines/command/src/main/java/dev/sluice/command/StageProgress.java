package dev.sluice.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Shows the tasks of each of Spark's stages that lasts for a while; short ones are silent. */
final class StageProgress implements StageListener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Terminal terminal;
    private final Duration patience;
    private final Map<Integer, Stage> stages = new HashMap<>();
    private boolean shown;
    private boolean closed;

    StageProgress(Terminal terminal, Duration patience) {
        this.terminal = terminal;
        this.patience = patience;
    }

    /** Does interruptible work before the eyes of the user. */
    static <T> T during(Terminal terminal, Function<StageListener, T> work) {
        try (StageProgress progress = new StageProgress(terminal, PATIENCE)) {
            return Interruption.during(() -> work.apply(progress));
        }
    }

    @Override
    public synchronized void started(int stage, int tasks) {
        ProgressBar bar = new ProgressBar(terminal, "stage " + stage, tasks);
        stages.put(stage, new Stage(bar, System.nanoTime(), 0));
    }

    @Override
    public synchronized void advanced(int stage) {
        Stage known = stages.get(stage);
        if (known == null || closed) {
            return;
        }
        long seen = System.nanoTime() - known.begun >= patience.toNanos() ? known.unseen + 1 : 0;
        if (seen > 0) {
            known.bar.advance(seen, "tasks");
            shown = true;
        }
        stages.put(stage, new Stage(known.bar, known.begun, seen > 0 ? 0 : known.unseen + 1));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (shown) {
            stages.values().iterator().next().bar.close();
        }
    }

    /**
     * @param begun by the nanosecond clock
     * @param unseen tasks that are done and not shown
     */
    private record Stage(ProgressBar bar, long begun, long unseen) {}
}
