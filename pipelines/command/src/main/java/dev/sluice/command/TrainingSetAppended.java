package dev.sluice.command;

import dev.sluice.registry.TrainingSetRecord;

/**
 * A training set to which newer labels were appended.
 *
 * @param added how many were; 0 when none was newer
 */
public record TrainingSetAppended(TrainingSetRecord set, long added) {
    Answer answer() {
        return Answer.done(
                TrainingSetCommand.json(set).with("added", added),
                terminal -> terminal.line(
                        added == 0
                                ? "Nothing to add: no label is newer than the last one of training set " + set.id()
                                        + " in " + set.location() + "."
                                : "Training set " + set.id() + " of " + set.service() + ": " + added
                                        + " rows added, now " + set.rows() + " in " + set.location() + "."));
    }
}
