package dev.sluice.command;

import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.BackfillRecord;
import dev.sluice.registry.BackfillState;
import dev.sluice.registry.Registry;

/** Pausing, cancelling and resuming of a backfill, also from another process: what counts is its state in the registry. */
final class BackfillControl {
    private static final long NANOS_BETWEEN_LOOKS = 1_000_000_000L;

    private final Registry registry;
    private final BackfillRecord backfill;
    private long lookedAt = Long.MIN_VALUE;
    private boolean running = true;

    BackfillControl(Registry registry, BackfillRecord backfill) {
        this.registry = registry;
        this.backfill = backfill;
    }

    /** Whether nobody has paused or cancelled it; looked up at most once a second. */
    synchronized boolean mayBegin() {
        long now = System.nanoTime();
        if (lookedAt == Long.MIN_VALUE || now - lookedAt > NANOS_BETWEEN_LOOKS) {
            lookedAt = now;
            running = registry.backfills(backfill.project()).stream()
                    .filter(other -> other.planHash().equals(backfill.planHash()))
                    .anyMatch(other -> other.state() == BackfillState.RUNNING);
        }
        return running;
    }

    /** The backfill that was begun last and is not over. */
    static BackfillRecord open(Project project, Registry registry) {
        return registry.backfills(project.name()).stream()
                .filter(backfill -> backfill.state().isOpen())
                .findFirst()
                .orElseThrow(() -> new SluiceException(
                        CommandError.WRONG_ARGUMENT,
                        "Cannot find a backfill of " + project.name()
                                + " that was begun and is not over. Start one with --from and --to."));
    }

    /** Asks whoever works on the open backfill to stop after the partitions that are in work. */
    static Answer stop(Project project, Registry registry, BackfillState state) {
        BackfillRecord open = open(project, registry);
        if (open.state() != state && !registry.advance(open, state, PlannedBackfill.now())) {
            throw new SluiceException(
                    CommandError.STOPPED,
                    "Cannot stop the backfill " + shown(open) + ": it has just come to another state. Try again.");
        }
        String word = state == BackfillState.PAUSED ? "Paused" : "Cancelled";
        String after = state == BackfillState.PAUSED ? " `sluice backfill --resume` goes on." : "";
        return Answer.done(
                JsonDocument.of("hash", open.planHash())
                        .with("state", state.name())
                        .members(),
                terminal -> terminal.line(word + " the backfill " + shown(open)
                        + ": what is in work ends, nothing more is begun." + after));
    }

    private static String shown(BackfillRecord backfill) {
        return BackfillApprovals.shown(BackfillApprovals.content(backfill));
    }
}
