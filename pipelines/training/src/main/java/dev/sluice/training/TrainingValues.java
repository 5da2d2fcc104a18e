package dev.sluice.training;

import dev.sluice.feature.FeatureService;

/** Which values of features a training set shows. */
public enum TrainingValues {
    /** As the service says: served or fresh. */
    OF_SERVICE,
    /** What serving would have answered: the newest row that could be seen, of aggregations the last partition's windows. */
    SERVED,
    /** The same, without what was written after the label's time (P4). */
    AS_KNOWN,
    /** Of aggregations the windows that end at the label's own time; of other views what was served. */
    FRESH;

    /** The values themselves, where they are left to a service. */
    TrainingValues of(FeatureService service) {
        return this == OF_SERVICE ? valueOf(service.values().name()) : this;
    }

    /** As it stands in the manifest. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
