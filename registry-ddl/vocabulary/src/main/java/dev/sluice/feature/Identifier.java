package dev.sluice.feature;

import dev.sluice.problem.VocabularyError;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for names: letters, digits and underscores, not beginning with a digit, at most 128 characters. */
public final class Identifier {
    /** The columns that Sluice itself adds to a feature table; no key or feature may be called so. */
    public static final Set<String> RESERVED_COLUMNS =
            Set.of("event_time", "created_time", "run_id", "event_date", "event_hour");

    /** How the columns begin that only computations have, beside keys of any name. */
    private static final String OWN = "__";

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    private static final int MOST_SHOWN = 140;

    private Identifier() {}

    /** Returns the name if it is one; {@code what} says whose it is, as {@code "feature"}. */
    public static String checked(String what, String name) {
        if (!PATTERN.matcher(name).matches()) {
            throw VocabularyError.invalid("Invalid " + what + " name: '"
                    + (name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) + "..." : name)
                    + "'. Use letters, digits and underscores, not a digit first, at most 128 characters.");
        }
        return name;
    }

    /** Returns the column's name if it is one and not reserved. */
    public static String checkedColumn(String what, String name) {
        checked(what, name);
        if (name.startsWith(OWN)) {
            throw VocabularyError.invalid("Invalid " + what + " name: '" + name
                    + "'. Names that begin with two underscores are those of columns that Sluice works with.");
        }
        if (RESERVED_COLUMNS.contains(name.toLowerCase(Locale.ROOT))) {
            throw VocabularyError.invalid("Invalid " + what + " name: '" + name
                    + "' is a column that Sluice adds to each table. Choose another.");
        }
        return name;
    }
}
