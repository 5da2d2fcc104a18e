package dev.sluice.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Shows the tasks of Spark's stages, once the work has lasted for a while; short work is silent. */
final class StageProgress implements StageListener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Terminal terminal;
    private final long shownFrom;
    private final Map<Integer, Stage> stages = new HashMap<>();
    private boolean closed;

    StageProgress(Terminal terminal, Duration patience) {
        this.terminal = terminal;
        this.shownFrom = System.nanoTime() + patience.toNanos();
    }

    /** Does interruptible work before the eyes of the user. */
    static <T> T during(Terminal terminal, Function<StageListener, T> work) {
        try (StageProgress progress = new StageProgress(terminal, PATIENCE)) {
            return Interruption.during(() -> work.apply(progress));
        }
    }

    @Override
    public synchronized void started(int stage, int tasks) {
        stages.put(stage, new Stage(new ProgressBar(terminal, "stage " + stage, tasks), 0));
    }

    @Override
    public synchronized void advanced(int stage) {
        Stage known = stages.get(stage);
        if (known == null || closed) {
            return;
        }
        if (System.nanoTime() < shownFrom) {
            stages.put(stage, new Stage(known.bar, known.unseen + 1));
        } else {
            known.bar.advance(known.unseen + 1, "tasks");
            stages.put(stage, new Stage(known.bar, 0));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (System.nanoTime() >= shownFrom) {
            stages.values().stream().findFirst().ifPresent(stage -> stage.bar.close());
        }
    }

    /** @param unseen tasks that were done before anything was shown */
    private record Stage(ProgressBar bar, long unseen) {}
}
