package dev.sluice.command;

import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.RunProgress;
import dev.sluice.feature.FeatureView;

/** Tells a program on standard error, in a line of JSON, that a view has ended. */
final class ProgressLines implements RunProgress {
    private final Terminal terminal;

    ProgressLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void viewEnded(FeatureView view, BackfillResult result) {
        JsonDocument event =
                JsonDocument.of("event", "view_ended").with("view", view.id()).with("complete", result.complete());
        BackfillView.json(result).members().forEach(event::with);
        terminal.note(JsonDocument.line(event));
    }
}
