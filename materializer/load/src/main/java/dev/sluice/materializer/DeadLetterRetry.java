package dev.sluice.materializer;

/**
 * What became of dead letters that were taken up again.
 *
 * @param written rows that the store holds now
 * @param left letters that wait on
 */
public record DeadLetterRetry(int written, int left) {}
