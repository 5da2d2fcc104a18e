package dev.sluice.pointintime;

import dev.sluice.testing.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoriesTest {
    @ParameterizedTest
    @EnumSource(Knowledge.class)
    void theSqlEngineAnswersAsBruteForceDoes(Knowledge knowledge) {
        Property.holdTogether(2_000, History::generate, new Trial(SqlEngine.standard(), knowledge)::broken);
    }
}
