package dev.sluice.pointintime;

/** Which rows of a view take part in a join. The answers are the same. */
public enum ReadRows {
    /** All that are read. */
    ALL,
    /** Those whose key some label has: the labels' keys are broadcast to where the rows are read. For few labels. */
    OF_LABELS
}
