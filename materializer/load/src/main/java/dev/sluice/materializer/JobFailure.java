package dev.sluice.materializer;

import dev.sluice.problem.SluiceException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said of an attempt that did not complete. */
record JobFailure(Attempt attempt) {
    /** The problem among the failures that already tells a person what to do, or one that does. */
    SluiceException of(List<Throwable> failures) {
        return failures.stream()
                .map(JobFailure::told)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> untold(failures));
    }

    private static Optional<SluiceException> told(Throwable failure) {
        return Stream.iterate(failure, at -> at != null, Throwable::getCause)
                .filter(SluiceException.class::isInstance)
                .map(SluiceException.class::cast)
                .findFirst();
    }

    private SluiceException untold(List<Throwable> failures) {
        if (failures.isEmpty()) {
            return MaterializerError.INTERRUPTED.problem("Cannot materialize " + attempt.view()
                    + ": it was interrupted. Run 'sluice materialize " + attempt.view()
                    + "' again: it goes on where it stopped.");
        }
        return MaterializerError.JOB_FAILED.problem(
                "Cannot materialize " + attempt.view() + " up to version " + attempt.to() + ": "
                        + Reason.of(failures.get(0)) + " Run 'sluice materialize " + attempt.view()
                        + "' again: it goes on where it stopped.",
                failures.get(0));
    }
}
