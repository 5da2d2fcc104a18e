package dev.sluice.registry;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;

/** The problems of a registry's users; those of its database are {@code DatabaseError}s. */
public enum RegistryError implements ErrorCode {
    /** Another process, or another thread of this one, holds the lease. */
    HELD(ErrorType.EXTERNAL),
    /** The lease was released, or taken over by another process. */
    LEASE_LOST(ErrorType.EXTERNAL),
    /** A run of the same partition has begun later than this one. */
    OUTDATED_ATTEMPT(ErrorType.EXTERNAL),
    /** A change that would turn what is stored into nonsense. */
    NEEDS_NEW_VERSION(ErrorType.DEFINITION),
    /** The registry has another project of this name. */
    OTHER_LAKE(ErrorType.DEFINITION),
    UNKNOWN_RUN(ErrorType.INTERNAL),
    DUPLICATE_RUN(ErrorType.INTERNAL);

    private final ErrorType type;

    RegistryError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }

    static SluiceException unknownRun(String runId) {
        return UNKNOWN_RUN.problem("Unknown run: '" + runId + "'. A run begins before anything is recorded of it.");
    }
}
