package dev.sluice.project;

import java.util.Locale;

/** What a project asks of the names of its features. */
public enum FeatureNames {
    /** Nothing: its names were there before the convention. */
    OFF,
    /** That new ones follow {@link dev.sluice.feature.NameConvention}; a plan says which do not. */
    CONVENTION;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
