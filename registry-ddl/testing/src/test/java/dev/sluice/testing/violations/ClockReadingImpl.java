package dev.sluice.testing.violations;

/** Has a name that says nothing, reads the system's clock and prints. */
public final class ClockReadingImpl {
    public void print() {
        System.out.println(System.currentTimeMillis());
    }
}
