package dev.sluice.gate;

import dev.sluice.feature.FeatureView;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is measured of every view's features, whatever its suite asks for: the base of suites that come later. */
final class Profile {
    private Profile() {}

    static List<Measure> of(FeatureView view) {
        List<Measure> measures = new ArrayList<>(List.of(new Measure.Rows(Measure.ALL_ROWS)));
        view.features().forEach(feature -> measures.addAll(of(feature.column())));
        measures.removeIf(PiiColumns.of(view)::areShownBy);
        return measures;
    }

    /** What the answers to these measures say of each feature. */
    static List<FeatureMetrics> metrics(FeatureView view, Map<Measure, Answer> answers) {
        return view.features().stream()
                .map(feature -> metrics(feature.column(), new Answers(answers)))
                .toList();
    }

    private static FeatureMetrics metrics(Column column, Answers answers) {
        String present = Scope.present(column);
        Measure.Rows rows = new Measure.Rows(Measure.ALL_ROWS);
        Measure.Matches values = new Measure.Matches(present, Measure.ALL_ROWS);
        return new FeatureMetrics(
                column.name(),
                answers.counts(rows).matching(),
                answers.counts(values).matching(),
                answers.textIfAsked(new Measure.Extreme(column, Measure.End.LEAST, present)),
                answers.textIfAsked(new Measure.Extreme(column, Measure.End.GREATEST, present)),
                answers.valueIfAsked(new Measure.Aggregate(Measure.Function.MEAN, column.name(), present)),
                answers.valueIfAsked(new Measure.Aggregate(Measure.Function.DEVIATION, column.name(), present)));
    }

    private static List<Measure> of(Column column) {
        String present = Scope.present(column);
        List<Measure> measures = new ArrayList<>(List.of(new Measure.Matches(present, Measure.ALL_ROWS)));
        ValueType type = column.type();
        if (Ordering.isNumber(type)) {
            for (Measure.End end : Measure.End.values()) {
                measures.add(new Measure.Extreme(column, end, present));
            }
            measures.add(new Measure.Aggregate(Measure.Function.MEAN, column.name(), present));
            measures.add(new Measure.Aggregate(Measure.Function.DEVIATION, column.name(), present));
        }
        return measures;
    }
}
