package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PropertyTest {
    @Test
    void aPropertyThatHoldsIsQuiet() {
        Property.holds(100, choices -> choices.below(10), number -> number < 10);
    }

    @Test
    void aBrokenPropertyIsReportedWithItsSeedAndTheSmallestCase() {
        assertThatThrownBy(() -> Property.holds(100, PropertyTest::numbers, numbers -> !numbers.contains(7)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Broken by seed ")
                .hasMessageEndingWith("shrunk to [7]");
    }

    @Test
    void casesThatAreCheckedTogetherAreShrunkTogether() {
        Property.holdTogether(100, PropertyTest::numbers, cases -> containing(20, cases));
        assertThatThrownBy(() -> Property.holdTogether(100, PropertyTest::numbers, cases -> containing(7, cases)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Broken by seed ")
                .hasMessageEndingWith("shrunk to [7]");
    }

    private static Set<Integer> containing(int number, List<List<Integer>> cases) {
        return IntStream.range(0, cases.size())
                .filter(i -> cases.get(i).contains(number))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static List<Integer> numbers(Choices choices) {
        return IntStream.range(0, 1 + choices.below(5))
                .mapToObj(i -> choices.below(20))
                .toList();
    }
}
