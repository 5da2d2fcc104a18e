package dev.sluice.training;

/**
 * What appending newer labels to a training set did.
 *
 * @param set the training set as it is now
 * @param added how many labels were newer than its last one; 0 when it was left as it was
 */
public record TrainingSetAppend(TrainingSet set, long added) {}
