package dev.sluice.testing.violations.util;

/** Lives in a util package. */
public final class Misplaced {}
