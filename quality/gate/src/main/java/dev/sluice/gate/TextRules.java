package dev.sluice.gate;

import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Rules over texts: regular expressions are looked for anywhere in the value, LIKE patterns are the whole of it. */
final class TextRules {
    /** What a length is compared as. */
    static final Column LENGTH = new Column("length", Scalar.LONG);

    private static final int MOST_CHARACTERS = 2_000;

    private TextRules() {}

    static Rule matchRegex(Arguments arguments) {
        String regex = arguments.text("regex");
        return rule(" matches " + regex, rlike(regex, "regex", arguments), arguments);
    }

    static Rule notMatchRegex(Arguments arguments) {
        String regex = arguments.text("regex");
        return rule(" does not match " + regex, not(rlike(regex, "regex", arguments)), arguments);
    }

    static Rule matchRegexList(Arguments arguments) {
        return list(" matches ", "regex_list", regex -> rlike(regex, "regex_list", arguments), arguments);
    }

    static Rule notMatchRegexList(Arguments arguments) {
        return notList("regex_list", regex -> rlike(regex, "regex_list", arguments), arguments);
    }

    static Rule matchLike(Arguments arguments) {
        String pattern = arguments.text("like_pattern");
        return rule(" is like " + pattern, like(pattern, "like_pattern", arguments), arguments);
    }

    static Rule notMatchLike(Arguments arguments) {
        String pattern = arguments.text("like_pattern");
        return rule(" is not like " + pattern, not(like(pattern, "like_pattern", arguments)), arguments);
    }

    static Rule matchLikeList(Arguments arguments) {
        return list(
                " is like ", "like_pattern_list", pattern -> like(pattern, "like_pattern_list", arguments), arguments);
    }

    static Rule notMatchLikeList(Arguments arguments) {
        return notList("like_pattern_list", pattern -> like(pattern, "like_pattern_list", arguments), arguments);
    }

    /** The column, which must hold texts. */
    static Column text(Arguments arguments) {
        Column column = arguments.column();
        if (column.type() != Scalar.STRING) {
            throw arguments.invalid("column", column.name(), "It is " + column.type() + ", a regex needs a string");
        }
        return column;
    }

    private static Rule list(String verb, String argument, Function<String, String> condition, Arguments arguments) {
        boolean any = arguments.choice("match_on", "any", "all").equals("any");
        List<String> patterns = arguments.texts(argument);
        return rule(verb + (any ? "one of " : "all of ") + patterns, joined(patterns, condition, any), arguments);
    }

    private static Rule notList(String argument, Function<String, String> condition, Arguments arguments) {
        List<String> patterns = arguments.texts(argument);
        return rule(" matches none of " + patterns, not(joined(patterns, condition, true)), arguments);
    }

    private static String joined(List<String> patterns, Function<String, String> condition, boolean any) {
        return patterns.stream()
                .map(pattern -> "(" + condition.apply(pattern) + ")")
                .collect(Collectors.joining(any ? " OR " : " AND "));
    }

    private static String rlike(String regex, String argument, Arguments arguments) {
        requireShort(regex, argument, arguments);
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw arguments.invalid(argument, regex, e.getDescription() + " at character " + e.getIndex());
        } catch (StackOverflowError e) {
            throw arguments.invalid(argument, regex, "It is nested too deeply");
        }
        return compared(" RLIKE ", regex, argument, arguments);
    }

    private static String like(String pattern, String argument, Arguments arguments) {
        requireShort(pattern, argument, arguments);
        if (!pattern.replaceAll("\\\\[\\\\%_]", "").chars().allMatch(character -> character != '\\')) {
            throw arguments.invalid(argument, pattern, "A backslash stands before %, _ or another backslash");
        }
        return compared(" LIKE ", pattern, argument, arguments);
    }

    private static void requireShort(String pattern, String argument, Arguments arguments) {
        if (pattern.length() > MOST_CHARACTERS) {
            throw arguments.invalid(argument, pattern, "Write at most " + MOST_CHARACTERS + " characters");
        }
    }

    private static String compared(String operator, String pattern, String argument, Arguments arguments) {
        Column column = text(arguments);
        Literal literal = Literal.of(column, pattern, argument, arguments);
        return QuotedName.of(column.name()) + operator + literal.sql();
    }

    private static Rule rule(String verb, String condition, Arguments arguments) {
        return Judged.values(arguments.column().name() + verb, condition, arguments);
    }

    private static String not(String condition) {
        return "NOT (" + condition + ")";
    }
}
