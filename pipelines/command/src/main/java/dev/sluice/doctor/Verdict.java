package dev.sluice.doctor;

/** How something stands. */
public enum Verdict {
    OK,
    /** It works, and may not for long, or not for everything. */
    WARNING,
    BROKEN,
    /** It could not be looked at, or the project has none. */
    SKIPPED
}
