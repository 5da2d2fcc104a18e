package dev.sluice.gate;

import dev.sluice.transform.BatchQuery;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules over the rows as a whole: how many there are, and how many a query finds. */
final class TableRules {
    private static final Pattern TABLE = Pattern.compile("\\w+(\\.\\w+){0,2}");

    private TableRules() {}

    static Rule rowCount(Arguments arguments) {
        Bounds bounds = Bounds.ofNumbers(arguments);
        Measure rows = new Measure.Rows(arguments.scope());
        return Judged.rule(bounds.text("row count"), arguments, List.of(rows), answers -> {
            long count = answers.counts(rows).counted();
            return counted(bounds.contain(count), count);
        });
    }

    static Rule rowCountEqual(Arguments arguments) {
        BigDecimal value = arguments.requiredNumber("value");
        Measure rows = new Measure.Rows(arguments.scope());
        return Judged.rule("row count = " + value.toPlainString(), arguments, List.of(rows), answers -> {
            long count = answers.counts(rows).counted();
            return counted(value.compareTo(BigDecimal.valueOf(count)) == 0, count);
        });
    }

    /** The other table is one of the session's catalog; its rows are counted when the gate judges. */
    static Rule rowCountEqualOther(Arguments arguments) {
        String table = arguments.text("other_table_name");
        if (!TABLE.matcher(table).matches()) {
            throw arguments.invalid("other_table_name", table, "Write a table of the catalog, as database.table");
        }
        Measure rows = new Measure.Rows(arguments.scope());
        Measure other = new Measure.TableRows(table);
        return Judged.rule("row count = that of " + table, arguments, List.of(rows, other), answers -> {
            long count = answers.counts(rows).counted();
            long others = answers.counts(other).counted();
            return Finding.ofValue(
                    count == others,
                    Map.of("self", count, "other", others),
                    count + " rows, " + table + " has " + others,
                    count);
        });
    }

    /** A query over {@code {batch}} finds no row. */
    static Rule unexpectedRows(Arguments arguments) {
        String query = BatchQuery.parse(arguments.text("unexpected_rows_query"), arguments.where())
                .text();
        Measure found = new Measure.QueryRows(query);
        Measure rows = new Measure.Rows(Measure.ALL_ROWS);
        return Judged.rule(
                        "no row of: " + arguments.text("unexpected_rows_query"),
                        arguments,
                        List.of(found, rows),
                        answers -> {
                            long unexpected = answers.counts(found).counted();
                            Finding value = Finding.ofValue(
                                    unexpected == 0,
                                    unexpected,
                                    answers.counts(rows).counted());
                            return new Finding(
                                    value.success(),
                                    ExpectationResult.rows(unexpected) + " found",
                                    value.elementCount(),
                                    unexpected,
                                    value.details());
                        })
                .withRows(found);
    }

    private static Finding counted(boolean success, long count) {
        return Finding.ofValue(success, count, ExpectationResult.rows(count), count);
    }
}
