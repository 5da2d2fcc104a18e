package dev.sluice.testing.violations.first;

import dev.sluice.testing.violations.second.Second;

/** Half of a cycle between packages. */
public final class First {
    public Second second() {
        return new Second();
    }
}
