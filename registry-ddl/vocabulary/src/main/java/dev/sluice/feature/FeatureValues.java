package dev.sluice.feature;

/** Which values the training sets of a service show, of views with declared windows. */
public enum FeatureValues {
    /** What serving answers: the windows of the last partition before the label. */
    SERVED,
    /** The windows that end at the label's own time. */
    FRESH;

    /** As it stands in a project's files. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
