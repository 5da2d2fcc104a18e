package dev.sluice.feature;

import dev.sluice.problem.VocabularyError;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks over lists of column names. */
final class Columns {
    private Columns() {}

    /** Refuses two names that differ in nothing, or only in the case of their letters (SQL does not tell them apart). */
    static void checkDistinct(String where, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw VocabularyError.invalid("Invalid " + where + ": the column '" + name
                        + "' is there twice. Names must differ in more than upper and lower case.");
            }
        }
    }
}
