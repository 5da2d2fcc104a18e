package dev.sluice.pointintime;

/** Whether what was written after a label's moment may answer it. */
enum Knowledge {
    /** The rows as they stand now, late ones and corrections included. */
    AS_CORRECTED,
    /** Only rows that were written by then. */
    AS_KNOWN
}
