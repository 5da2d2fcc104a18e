package dev.sluice.online;

import dev.sluice.problem.SluiceException;

/** Is told which changes a store refuses for themselves, such as an item that is too large. Several threads may call it. */
@FunctionalInterface
public interface Refusals {
    /** The first refusal ends the write. */
    Refusals FAILING = (change, why) -> {
        throw why;
    };

    void refused(OnlineChange change, SluiceException why);
}
