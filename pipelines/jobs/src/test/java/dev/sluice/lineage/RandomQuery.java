package dev.sluice.lineage;

import dev.sluice.testing.Choices;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A query over t(a, b, c) and u(a, d), written down together with what its columns come from.
 *
 * @param columns by name
 * @param rows what decides which rows there are
 */
record RandomQuery(String sql, Map<String, Used> columns, Set<String> rows) {
    /** What an expression is made of: {@code flowing} into its value, {@code deciding} which value it is. */
    record Used(String sql, Set<String> flowing, Set<String> deciding) {
        static Used of(String sql) {
            return new Used(sql, Set.of(), Set.of());
        }

        Used as(String text) {
            return new Used(text, flowing, deciding);
        }

        Used and(Used other, String text) {
            return new Used(text, union(flowing, other.flowing), union(deciding, other.deciding));
        }

        Used chosenBy(Used condition, String text) {
            return new Used(text, flowing, union(deciding, condition.all()));
        }

        Set<String> all() {
            return union(flowing, deciding);
        }
    }

    static RandomQuery generate(Choices choices) {
        RandomQuery query = table(choices);
        for (int depth = 1 + choices.below(3); depth > 0; depth--) {
            query = choices.chance(3) ? grouped(query, choices) : selected(query, choices);
        }
        return query;
    }

    private static RandomQuery table(Choices choices) {
        Map<String, Used> columns = new LinkedHashMap<>();
        for (String column : new String[] {"a", "b", "c"}) {
            columns.put(column, new Used(column, Set.of("t." + column), Set.of()));
        }
        if (!choices.chance(3)) {
            return new RandomQuery("SELECT a, b, c FROM t", columns, Set.of());
        }
        columns.put("d", new Used("d", Set.of("u.d"), Set.of()));
        return new RandomQuery("SELECT t.a, b, c, d FROM t JOIN u ON t.a = u.a", columns, Set.of("t.a", "u.a"));
    }

    private static RandomQuery selected(RandomQuery from, Choices choices) {
        Map<String, Used> columns = new LinkedHashMap<>();
        for (int i = 0; i <= choices.below(3); i++) {
            columns.put("x" + i, expression(from, choices, 2));
        }
        if (choices.chance(3)) {
            Used partition = column(from, choices);
            Used value = column(from, choices);
            columns.put(
                    "w",
                    new Used(
                            "max(" + value.sql() + ") OVER (PARTITION BY " + partition.sql() + ")",
                            value.flowing(),
                            union(value.deciding(), partition.all())));
        }
        boolean filtered = choices.chance(2);
        Used condition = filtered ? condition(from, choices) : Used.of("true");
        String where = filtered ? " WHERE " + condition.sql() : "";
        return over(from, columns, where, condition.all());
    }

    private static RandomQuery grouped(RandomQuery from, Choices choices) {
        Used key = column(from, choices);
        Map<String, Used> columns = new LinkedHashMap<>();
        columns.put("k", key);
        columns.put("n", Used.of("count(*)"));
        Used value = expression(from, choices, 1);
        columns.put("m", value.as("max(" + value.sql() + ")"));
        Used condition = condition(from, choices);
        columns.put("f", value.chosenBy(condition, "sum(" + value.sql() + ") FILTER (WHERE " + condition.sql() + ")"));
        return over(from, columns, " GROUP BY " + key.sql(), key.all());
    }

    private static RandomQuery over(RandomQuery from, Map<String, Used> columns, String end, Set<String> rows) {
        StringBuilder list = new StringBuilder();
        columns.forEach((name, used) -> list.append(list.length() == 0 ? "" : ", ")
                .append(used.sql())
                .append(" AS ")
                .append(name));
        Map<String, Used> named = new LinkedHashMap<>();
        columns.forEach((name, used) -> named.put(name, used.as(name)));
        return new RandomQuery("SELECT " + list + " FROM (" + from.sql + ")" + end, named, union(from.rows, rows));
    }

    private static Used column(RandomQuery from, Choices choices) {
        return choices.among(from.columns.values().toArray(Used[]::new));
    }

    private static Used condition(RandomQuery from, Choices choices) {
        Used left = column(from, choices);
        Used right = column(from, choices);
        return choices.chance(2) ? left.as(left.sql() + " > 1") : left.and(right, left.sql() + " < " + right.sql());
    }

    private static Used expression(RandomQuery from, Choices choices, int depth) {
        Used left = column(from, choices);
        if (depth == 0 || choices.chance(3)) {
            return left;
        }
        Used right = expression(from, choices, depth - 1);
        return switch (choices.below(4)) {
            case 0 -> left.and(right, "(" + left.sql() + " + " + right.sql() + ")");
            case 1 -> left.and(right, "coalesce(" + left.sql() + ", " + right.sql() + ")");
            case 2 -> right.as("CAST(" + right.sql() + " AS BIGINT)");
            default -> {
                Used condition = condition(from, choices);
                yield left.and(right, "")
                        .chosenBy(
                                condition,
                                "CASE WHEN " + condition.sql() + " THEN " + left.sql() + " ELSE " + right.sql()
                                        + " END");
            }
        };
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
