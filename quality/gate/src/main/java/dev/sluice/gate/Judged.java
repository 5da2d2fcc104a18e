package dev.sluice.gate;

import dev.sluice.type.Column;
import java.math.BigDecimal;
import java.util.List;

/** Makes the rule of an expectation of what is to be measured and how it is judged. */
final class Judged {
    private Judged() {}

    /** Of the values of the argument {@code column} so many meet a condition; a missing value does not count. */
    static Rule values(String text, String condition, Arguments arguments) {
        String scope = Scope.and(arguments.scope(), Scope.present(arguments.column()));
        return rows(text, new Measure.Matches(condition, scope), arguments);
    }

    /** At least {@code mostly} of the counted rows match; the others of the row_condition are missing. */
    static Rule rows(String text, Measure matches, Arguments arguments) {
        BigDecimal mostly = arguments.mostly();
        return column(
                        text,
                        matches,
                        arguments,
                        (answers, rows) -> Finding.ofRows(answers.counts(matches), rows, mostly))
                .withRows(matches);
    }

    /** What was measured of a column is judged, beside the number of rows of the row_condition. */
    static Rule column(String text, Measure measure, Arguments arguments, ColumnJudgement judgement) {
        Measure rows = new Measure.Rows(arguments.scope());
        return rule(
                text,
                arguments,
                List.of(measure, rows),
                answers -> judgement.judge(answers, answers.counts(rows).counted()));
    }

    /** Judges what was measured of a column. */
    interface ColumnJudgement {
        Finding judge(Answers answers, long rows);
    }

    static Rule rule(String text, Arguments arguments, List<Measure> measures, Rule.Judgement judgement) {
        return new Rule(described(text, arguments), arguments.expectation(), measures, null, judgement);
    }

    /** Throws unless the column holds numbers. */
    static void requireNumber(Column column, Arguments arguments) {
        if (!Ordering.isNumber(column.type())) {
            throw arguments.invalid("column", column.name(), "It is " + column.type() + ", this needs a number");
        }
    }

    /** The rule with what narrows it: {@code delay >= 0 where hub, for 99 % of the values}. */
    private static String described(String text, Arguments arguments) {
        String scope = arguments.scope();
        String where = scope.equals(Measure.ALL_ROWS) ? "" : " where " + scope;
        BigDecimal mostly = arguments.mostly();
        String share = mostly.movePointRight(2).stripTrailingZeros().toPlainString();
        return text + where + (mostly.compareTo(BigDecimal.ONE) == 0 ? "" : ", for " + share + " % of the values");
    }
}
