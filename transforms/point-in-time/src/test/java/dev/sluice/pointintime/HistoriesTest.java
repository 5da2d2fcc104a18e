package dev.sluice.pointintime;

import dev.sluice.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoriesTest {
    @ParameterizedTest
    @CsvSource({"SQL, AS_CORRECTED", "SQL, AS_KNOWN", "STREAM, AS_CORRECTED", "STREAM, AS_KNOWN"})
    void everyEngineAnswersAsBruteForceDoes(JoinEngine engine, Knowledge knowledge) {
        Property.holdTogether(2_000, History::generate, new Trial(engine.engine(), knowledge)::broken);
    }

    @Test
    void readingTheRowsOfTheLabelsAloneChangesNothing() {
        AsOfEngine engine = JoinEngine.STREAM.engine().reading(ReadRows.OF_LABELS);
        Property.holdTogether(1_000, History::generate, new Trial(engine, Knowledge.AS_CORRECTED)::broken);
    }
}
