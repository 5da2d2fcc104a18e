package dev.sluice.airflow;

import dev.sluice.problem.VocabularyError;

/** A run of a DAG, as Airflow names it. */
public record DagRunId(String dag, String run) {
    private static final int LONGEST = 250;

    public DagRunId {
        requireName("DAG", dag);
        requireName("run", run);
    }

    private static void requireName(String what, String name) {
        if (name.isBlank()
                || name.length() > LONGEST
                || name.contains("/")
                || name.chars().anyMatch(Character::isISOControl)) {
            throw VocabularyError.invalid("Invalid id of a " + what + ": '" + name.replaceAll("\\p{Cntrl}", "?")
                    + "'. Airflow takes 1 to " + LONGEST + " characters and no slash.");
        }
    }

    @Override
    public String toString() {
        return run + " of " + dag;
    }
}
