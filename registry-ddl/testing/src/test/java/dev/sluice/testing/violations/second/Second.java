package dev.sluice.testing.violations.second;

import dev.sluice.testing.violations.first.First;

/** The other half. */
public final class Second {
    public First first() {
        return new First();
    }
}
