package dev.sluice.training;

/** Which values of features a training set shows. */
public enum TrainingValues {
    /** What serving would have answered: the newest row that could be seen, of aggregations the last partition's windows. */
    SERVED,
    /** The same, without what was written after the label's time (P4). */
    AS_KNOWN,
    /** Of aggregations the windows that end at the label's own time; of other views what was served. */
    FRESH;

    /** As it stands in the manifest. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
