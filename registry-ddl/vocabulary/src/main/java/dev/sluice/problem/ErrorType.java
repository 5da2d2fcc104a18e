package dev.sluice.problem;

/** Whose fault a problem is; exit status and HTTP status follow from it. */
public enum ErrorType {
    /** The author's: a definition, an argument or an input is wrong. Trying again does not help. */
    DEFINITION(2),
    /** The data's: they were looked at and refused. */
    DATA(1),
    /** Of a system outside: a store, a disk, a lock. Trying again may help. */
    EXTERNAL(1),
    /** Ours: a bug, which may come and go. */
    INTERNAL(1);

    private final int exitStatus;

    ErrorType(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    /** The exit status of a command that ends with a problem of this type. */
    public int exitStatus() {
        return exitStatus;
    }

    /** Whether the same command can end well when it is run again and nobody has mended anything. */
    public boolean retryHelps() {
        return this == EXTERNAL || this == INTERNAL;
    }
}
