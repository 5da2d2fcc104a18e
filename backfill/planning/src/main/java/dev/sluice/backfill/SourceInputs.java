package dev.sluice.backfill;

import dev.sluice.feature.Source;
import dev.sluice.input.SourceChange;
import dev.sluice.input.SourcePart;
import java.util.List;
import java.util.OptionalLong;

/** What sources hold, and what has changed in them since runs have read them. Looks; changes and records nothing. */
public interface SourceInputs {
    /** Sources of which nothing is known: nothing has changed, and they have no size. */
    SourceInputs UNKNOWN = new SourceInputs() {
        @Override
        public List<SourceChange> changesAfter(Source source, OptionalLong state) {
            return List.of();
        }

        @Override
        public List<SourcePart> parts(Source source) {
            return List.of();
        }
    };

    /**
     * What has changed in a source after the oldest state that is of interest; more may be told.
     *
     * @param state empty when no state is of interest
     */
    List<SourceChange> changesAfter(Source source, OptionalLong state);

    /** What the source holds now, file by file. */
    List<SourcePart> parts(Source source);
}
