package dev.sluice.gate;

import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules over the set of a column's values: which there are, and which is the commonest. */
final class SetRules {
    private SetRules() {}

    static Rule distinctInSet(Arguments arguments) {
        ValueSet set = ValueSet.of(arguments);
        return compared(" in ", set.condition(), List.of(), arguments);
    }

    static Rule distinctContain(Arguments arguments) {
        return compared(" contain ", "TRUE", ValueSet.of(arguments).values(), arguments);
    }

    static Rule distinctEqual(Arguments arguments) {
        ValueSet set = ValueSet.of(arguments);
        return compared(" are ", set.condition(), set.values(), arguments);
    }

    /** Every value meets the condition, and each of the needed ones is there: counted in the scan, not grouped. */
    private static Rule compared(String verb, String allowed, List<Literal> needed, Arguments arguments) {
        Column column = arguments.column();
        String scope = Scope.and(arguments.scope(), Scope.present(column));
        Measure inside = new Measure.Matches(allowed, scope);
        Measure rows = new Measure.Rows(arguments.scope());
        Map<Literal, Measure> eachNeeded = new LinkedHashMap<>();
        needed.forEach(value ->
                eachNeeded.put(value, new Measure.Matches(QuotedName.of(column.name()) + " = " + value.sql(), scope)));
        List<Measure> measures = new ArrayList<>(eachNeeded.values());
        measures.addAll(List.of(inside, rows));
        String text = "distinct values of " + column.name() + verb + arguments.list("value_set");
        return Judged.rule(text, arguments, measures, answers -> {
            List<String> missing = eachNeeded.entrySet().stream()
                    .filter(entry -> answers.counts(entry.getValue()).matching() == 0)
                    .map(entry -> entry.getKey().text())
                    .toList();
            return finding(answers.counts(inside), answers.counts(rows).counted(), missing);
        });
    }

    private static Finding finding(Answer.Counts inside, long rows, List<String> missing) {
        long others = inside.counted() - inside.matching();
        String observed = others + " values outside" + (missing.isEmpty() ? "" : ", missing: " + missing);
        return Finding.ofValue(others == 0 && missing.isEmpty(), null, observed, rows)
                .withDetails(Map.of("values_outside", others, "missing_values", missing));
    }

    /** With ties, {@code ties_okay} asks for one of the commonest values in the set; else there must be one alone. */
    static Rule mostCommon(Arguments arguments) {
        ValueSet set = ValueSet.of(arguments);
        boolean tiesOkay = arguments.flag("ties_okay");
        String scope = Scope.and(arguments.scope(), Scope.present(set.column()));
        Measure commonest = new Measure.Commonest(set.column().name(), set.condition(), scope);
        String text = "commonest " + set.column().name() + " in " + arguments.list("value_set");
        return Judged.column(text, commonest, arguments, (answers, rows) -> {
            Answer.Commonest found = answers.commonest(commonest);
            boolean inside = found.inside() > 0 && found.inside() >= found.outside();
            boolean success = inside && (tiesOkay || found.ties() == 1);
            String observed = found.ties() > 1 ? found.ties() + " values equally often" : found.value() + "";
            return Finding.ofValue(success, found.value(), observed, rows);
        });
    }
}
