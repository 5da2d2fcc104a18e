package dev.sluice.server;

import java.util.UUID;

/** Hears what an operator should know of a running server. Several threads may call it at once. */
@FunctionalInterface
public interface ServerListener {
    /**
     * A request could not be answered for a reason that is not the caller's.
     *
     * @param id what the caller was told to name
     */
    void failed(UUID id, Throwable cause);
}
