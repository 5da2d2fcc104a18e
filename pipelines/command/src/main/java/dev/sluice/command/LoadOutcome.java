package dev.sluice.command;

import dev.sluice.materializer.MaterializationResult;
import dev.sluice.problem.SluiceException;
import java.util.List;

/**
 * What became of bringing views to the online store.
 *
 * @param loaded the views that are there now
 * @param problems of the others, what is wrong with their rows
 */
record LoadOutcome(List<MaterializationResult> loaded, List<SluiceException> problems) {
    LoadOutcome {
        loaded = List.copyOf(loaded);
        problems = List.copyOf(problems);
    }

    int exitStatus() {
        return FailureReport.exitStatus(problems);
    }
}
