package dev.sluice.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("lookback", "schedule", "transform");

    @Test
    void aMistypedNameFindsTheOneThatWasMeant() {
        assertThat(NearestName.of("lokback", KNOWN)).contains("lookback");
        assertThat(NearestName.of("schedlue", KNOWN)).contains("schedule");
        assertThat(NearestName.of("TRANSFORM", KNOWN)).contains("transform");
    }

    @Test
    void aNameFarFromAllIsNotGuessed() {
        assertThat(NearestName.of("owner", KNOWN)).isEmpty();
        assertThat(NearestName.hint("owner", KNOWN)).isEqualTo(" Known: lookback, schedule, transform.");
    }

    @Test
    void ofEquallyNearNamesTheFirstIsTaken() {
        assertThat(NearestName.of("ab", List.of("ad", "ac"))).contains("ac");
    }

    @Test
    void withoutKnownNamesThereIsNoHint() {
        assertThat(NearestName.hint("x", List.of())).isEmpty();
    }
}
