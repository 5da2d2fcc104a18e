package dev.sluice.transform;

import dev.sluice.testing.Choices;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A small query over flights, and ways to write it. Names of columns stand in braces, so that they can be qualified.
 *
 * @param value of the feature n
 * @param conditions in no order; a pair of texts is two ways to write one condition
 */
record WrittenQuery(String value, Set<List<String>> conditions, String having) {
    private static final List<String> VALUES = List.of(
            "count(*)",
            "sum({delay})",
            "max({delay})",
            "max({distance})",
            "count_if({delay} > 15)",
            "count_if({delay} >= 15)",
            "count_if({date} >= :start)",
            "count_if({date} > :start)",
            "count(DISTINCT {destination})",
            "sum({delay} * {distance})",
            "sum({delay} + {distance})",
            "sum({delay} - {distance})",
            "max(CASE WHEN {delay} > 0 THEN {distance} ELSE 0 END)",
            "max(CASE WHEN {delay} > 0 THEN 0 ELSE {distance} END)");

    private static final List<List<String>> CONDITIONS = List.of(
            List.of("{delay} > 15", "15 < {delay}"),
            List.of("{delay} >= 15", "15 <= {delay}"),
            List.of("{delay} > 16", "NOT {delay} <= 16"),
            List.of("{distance} = 100", "100 = {distance}"),
            List.of("{distance} <> 100", "NOT {distance} = 100"),
            List.of("{date} >= :start", "(:start <= {date})"),
            List.of("{date} < :end", "({date} < :end)"),
            List.of("{date} < :start", ":start > {date}"),
            List.of("{origin} LIKE 'O%'", "({origin} LIKE 'O%')"),
            List.of("{origin} LIKE 'o%'", "{origin} like 'o%'"),
            List.of("{destination} IN ('ATL', 'ORD')", "{destination} IN ('ORD', 'ATL')"),
            List.of("{destination} NOT IN ('ATL', 'ORD')", "NOT {destination} IN ('ATL', 'ORD')"),
            List.of("({delay} < 0 OR {distance} > 5)", "({distance} > 5 OR {delay} < 0)"),
            List.of("({delay} < 0 AND {distance} > 6)", "({distance} > 6 AND {delay} < 0)"),
            List.of("coalesce({delay}, 0) > 3", "ifnull({delay}, 0) > 3"),
            List.of("{date} >= :end - INTERVAL 3 DAYS", "(:end - INTERVAL 3 DAYS) <= {date}"));

    static WrittenQuery random(Choices choices) {
        Set<List<String>> conditions = new LinkedHashSet<>();
        int count = choices.below(4);
        for (int i = 0; i < count; i++) {
            conditions.add(CONDITIONS.get(choices.below(CONDITIONS.size())));
        }
        return new WrittenQuery(
                VALUES.get(choices.below(VALUES.size())),
                conditions,
                choices.among("", "count(*) > 2", "count(*) > 3"));
    }

    /** Another query: another value, another condition, one more, or one less. */
    WrittenQuery other(Choices choices) {
        WrittenQuery other = switch (choices.below(3)) {
            case 0 -> new WrittenQuery(VALUES.get(choices.below(VALUES.size())), conditions, having);
            case 1 -> new WrittenQuery(value, toggled(CONDITIONS.get(choices.below(CONDITIONS.size()))), having);
            default -> new WrittenQuery(value, conditions, choices.among("", "count(*) > 2", "count(*) >= 2"));
        };
        return other.equals(this) ? new WrittenQuery("min({delay})", conditions, having) : other;
    }

    private Set<List<String>> toggled(List<String> condition) {
        Set<List<String>> toggled = new LinkedHashSet<>(conditions);
        if (!toggled.remove(condition)) {
            toggled.add(condition);
        }
        return toggled;
    }

    /** The query in one of its ways: blanks, comments, case, names of tables, order, subqueries. HAVING keeps the columns' order. */
    String written(Choices choices) {
        String alias = choices.among("", "f", "other_name");
        List<String> words = new ArrayList<>();
        String from = choices.among("flights", "(SELECT * FROM flights WHERE true)", "Flights");
        boolean named = choices.chance(4);
        if (named) {
            words.add("WITH chosen AS ( SELECT * FROM " + from + " )");
        }
        String key = choices.among("{origin} AS airport", "{ORIGIN} airport");
        String feature = value + choices.among(" AS n", " AS N", " n");
        words.add("SELECT " + (having.isEmpty() && choices.chance(2) ? feature + " , " + key : key + " , " + feature));
        words.add("FROM " + (named ? "chosen" : from) + (alias.isEmpty() ? "" : " AS " + alias));
        words.add(where(choices));
        words.add("GROUP BY {origin}");
        words.add(having.isEmpty() ? "" : "HAVING " + having);
        String table = alias.isEmpty() ? "" : alias + ".";
        String text = String.join(" ", words).replaceAll("\\{(\\w+)\\}", table + "$1");
        return spaced(choices.chance(2) ? lowerKeywords(text) : text, choices);
    }

    private String where(Choices choices) {
        List<String> parts = new ArrayList<>();
        for (List<String> condition : conditions) {
            parts.add(choices.below(parts.size() + 1), condition.get(choices.below(condition.size())));
        }
        return parts.isEmpty() ? "" : "WHERE " + String.join(" AND ", parts);
    }

    private static String lowerKeywords(String text) {
        String lower = text;
        for (String word : List.of("SELECT", "FROM", "WHERE", "GROUP BY", "HAVING", "AND", "AS", "WITH", "IN")) {
            lower = lower.replaceAll("\\b" + word + "\\b", word.toLowerCase(java.util.Locale.ROOT));
        }
        return lower;
    }

    private static String spaced(String text, Choices choices) {
        String blank = choices.among(" ", "\n", "\t ", " /* why ; not */ ", " -- a remark, '\n");
        StringBuilder spaced = new StringBuilder();
        boolean quoted = false;
        for (char letter : text.toCharArray()) {
            quoted ^= letter == '\'';
            spaced.append(letter == ' ' && !quoted ? blank : letter);
        }
        return spaced.toString();
    }
}
