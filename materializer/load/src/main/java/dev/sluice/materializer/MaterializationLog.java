package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import java.util.OptionalLong;

/** Keeps how far each view has reached one online store. */
public interface MaterializationLog {
    /** The version of latest up to which the store holds everything; empty before the first materialization. */
    OptionalLong lastVersion(ViewId view);

    /** Keeps a result, after all of it was written; may be called again with the same versions. */
    void record(MaterializationResult result);
}
