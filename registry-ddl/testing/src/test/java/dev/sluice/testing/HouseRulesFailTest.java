package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** A rule that cannot fail is no rule: each is shown a class that breaks it. */
class HouseRulesFailTest {
    private static final JavaClasses VIOLATIONS =
            new ClassFileImporter().importPackages("dev.sluice.testing.violations");

    @Test
    void aUtilPackageIsRefused() {
        assertFails(HouseRules.NO_UTIL_PACKAGES, "Misplaced");
    }

    @Test
    void aCycleOfPackagesIsRefused() {
        assertFails(HouseRules.PACKAGES_ARE_FREE_OF_CYCLES, "Cycle detected");
    }

    @Test
    void aNameThatSaysNothingIsRefused() {
        assertFails(HouseRules.NAMES_SAY_WHAT_A_CLASS_IS, "ClockReadingImpl");
    }

    @Test
    void readingTheSystemsClockIsRefused() {
        assertFails(HouseRules.TIME_IS_EXPLICIT, "currentTimeMillis");
    }

    @Test
    void printingOutsideTheCommandLineIsRefused() {
        assertFails(HouseRules.ONLY_THE_COMMAND_LINE_PRINTS, "System.out");
    }

    @Test
    void theRulesHoldForTheVocabulary() {
        JavaClasses vocabulary =
                new ClassFileImporter().importPackages("dev.sluice.feature", "dev.sluice.time", "dev.sluice.project");
        assertThat(vocabulary.size()).isGreaterThan(15);
        HouseRules.PACKAGES_ARE_FREE_OF_CYCLES.check(vocabulary);
        HouseRules.TIME_IS_EXPLICIT.check(vocabulary);
    }

    private static void assertFails(ArchRule rule, String message) {
        assertThatThrownBy(() -> rule.check(VIOLATIONS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }
}
