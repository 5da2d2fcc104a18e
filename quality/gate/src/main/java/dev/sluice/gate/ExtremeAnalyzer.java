package dev.sluice.gate;

import com.amazon.deequ.analyzers.ScanShareableAnalyzer;
import com.amazon.deequ.analyzers.State;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Entity;
import dev.sluice.transform.QuotedName;
import dev.sluice.type.ValueType;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.util.Failure;
import scala.util.Success;
import scala.util.Try;

/**
 * An analyzer for the least or greatest value of any ordered type, in the scan that all share: Deequ's own take numbers
 * alone, as doubles.
 */
final class ExtremeAnalyzer implements ScanShareableAnalyzer<ExtremeAnalyzer.Found, DoubleMetric> {
    private static final long serialVersionUID = 1L;

    private final transient Measure.Extreme measure;
    private final String aggregate;

    ExtremeAnalyzer(Measure.Extreme measure) {
        this.measure = measure;
        String name = QuotedName.of(measure.column().name());
        String function = measure.end() == Measure.End.LEAST ? "min" : "max";
        boolean all = measure.scope().equals(Scope.present(measure.column()));
        String value = all ? name : "IF(" + measure.scope() + ", " + name + ", NULL)";
        this.aggregate = Ordering.sql(measure.column(), function + "(" + value + ")");
    }

    /** A value as {@link Ordering} writes it. */
    record Found(String text, ValueType type, Measure.End end) implements State<Found> {
        @Override
        public Found sum(Found other) {
            int compared = Ordering.of(type).compare(text, other.text);
            return (end == Measure.End.LEAST ? compared <= 0 : compared >= 0) ? this : other;
        }
    }

    @Override
    public Seq<Column> aggregationFunctions() {
        return JavaConverters.asScalaBuffer(List.of(functions.expr(aggregate)));
    }

    @Override
    public Option<Found> fromAggregationResult(Row row, int offset) {
        return row.isNullAt(offset)
                ? Option.empty()
                : Option.apply(new Found(row.getString(offset), measure.column().type(), measure.end()));
    }

    @Override
    public Option<Found> computeStateFrom(Dataset<Row> rows, Option<String> filter) {
        return fromAggregationResult(
                rows.agg(functions.expr(aggregate)).collectAsList().get(0), 0);
    }

    @Override
    public DoubleMetric computeMetricFrom(Option<Found> state) {
        return state.isDefined() ? metric(new Success<>(0.0)) : toFailureMetric(new EmptyStateException("No value"));
    }

    @Override
    public DoubleMetric toFailureMetric(Exception failure) {
        return metric(new Failure<>(failure));
    }

    private DoubleMetric metric(Try<Object> value) {
        return new DoubleMetric(Entity.Column(), "Extreme", measure.column().name(), value, Option.empty());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExtremeAnalyzer that && that.aggregate.equals(aggregate);
    }

    @Override
    public int hashCode() {
        return aggregate.hashCode();
    }
}
