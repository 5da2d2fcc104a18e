package dev.sluice.doctor;

import java.time.Duration;
import java.util.List;

/**
 * One thing that is looked at. It changes nothing that stays; what it throws is told as broken. It runs in a thread of its
 * own, beside the other checks, which is interrupted when the time is over and not waited for any longer.
 */
public interface Check {
    Duration PATIENCE = Duration.ofSeconds(15);

    /** What is looked at, in a word: {@code registry}. */
    String subject();

    /** Looks at it. */
    List<Finding> findings() throws Exception;

    /** How long the look may take. */
    default Duration deadline() {
        return PATIENCE;
    }
}
