package dev.sluice.input;

/** A part of a source's data: a file. */
public record SourcePart(long bytes, long rows, EventSpan events) {}
