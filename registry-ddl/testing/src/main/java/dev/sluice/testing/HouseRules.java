package dev.sluice.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The rules themselves, apart, so that each can be seen failing in a test of its own. */
final class HouseRules {
    static final ArchRule NO_UTIL_PACKAGES = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..")
            .because("a line of code belongs to the room it serves");

    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("dev.sluice.(**)").should().beFreeOfCycles();

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = classes()
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils|Common)")
            .because("an implementation is named by what it is made of");

    static final ArchRule TIME_IS_EXPLICIT = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Date")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time is an Instant, and a Clock is handed in")
            .allowEmptyShould(true);

    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sluice.command..")
            .should()
            .accessFieldWhere(isStandardStream())
            .because("standard output belongs to the command line")
            .allowEmptyShould(true);

    private HouseRules() {}

    private static DescribedPredicate<JavaFieldAccess> isStandardStream() {
        return DescribedPredicate.describe(
                "System.out or System.err",
                access -> access.getTarget().getOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err").contains(access.getTarget().getName()));
    }
}
