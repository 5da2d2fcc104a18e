package dev.sluice.command;

/**
 * What a view's expectations, as they are now, say of a run that was promoted.
 *
 * @param blocked whether the gate would refuse it today
 * @param summary of the verdict, in one sentence without a full stop
 * @param rowsRead whether its rows had to be read; otherwise what the gate had kept of it told
 */
public record SuiteReplay(String partition, String run, boolean blocked, String summary, boolean rowsRead) {}
