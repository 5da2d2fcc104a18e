package dev.sluice.catalog.beyond;

/** A column of a source that a feature is computed from. */
public record FeatureOrigin(String feature, String source, String column) {}
