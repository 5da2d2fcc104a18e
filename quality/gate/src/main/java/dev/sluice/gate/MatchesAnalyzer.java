package dev.sluice.gate;

import com.amazon.deequ.analyzers.NumMatchesAndCount;
import com.amazon.deequ.analyzers.ScanShareableAnalyzer;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Entity;
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
 * An analyzer for how many rows of a scope meet a condition, with the state of Deequ's Compliance. That one sums cases,
 * which costs a scan half as much again as counting them.
 */
final class MatchesAnalyzer implements ScanShareableAnalyzer<NumMatchesAndCount, DoubleMetric> {
    private static final long serialVersionUID = 1L;

    private final String condition;
    private final String scope;

    MatchesAnalyzer(String condition, String scope) {
        this.condition = condition;
        this.scope = scope;
    }

    @Override
    public Seq<Column> aggregationFunctions() {
        boolean all = scope.equals(Measure.ALL_ROWS);
        String inScope = all ? condition : "(" + scope + ") AND (" + condition + ")";
        return JavaConverters.asScalaBuffer(List.of(count(inScope), all ? functions.expr("count(*)") : count(scope)));
    }

    /** Evaluates the condition once, where count_if does it twice. */
    private static Column count(String condition) {
        return functions.expr("count(IF(" + condition + ", 1, NULL))");
    }

    @Override
    public Option<NumMatchesAndCount> fromAggregationResult(Row row, int offset) {
        return row.getLong(offset + 1) == 0
                ? Option.empty()
                : Option.apply(new NumMatchesAndCount(row.getLong(offset), row.getLong(offset + 1), Option.empty()));
    }

    @Override
    public Option<NumMatchesAndCount> computeStateFrom(Dataset<Row> rows, Option<String> filter) {
        List<Column> functions = JavaConverters.seqAsJavaList(aggregationFunctions());
        return fromAggregationResult(
                rows.agg(functions.get(0), functions.get(1)).collectAsList().get(0), 0);
    }

    @Override
    public DoubleMetric computeMetricFrom(Option<NumMatchesAndCount> state) {
        return state.isDefined()
                ? metric(new Success<>(state.get().metricValue()))
                : toFailureMetric(new EmptyStateException("No row in scope"));
    }

    @Override
    public DoubleMetric toFailureMetric(Exception failure) {
        return metric(new Failure<>(failure));
    }

    private DoubleMetric metric(Try<Object> value) {
        return new DoubleMetric(Entity.Column(), "Matches", condition, value, Option.empty());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MatchesAnalyzer that && that.condition.equals(condition) && that.scope.equals(scope);
    }

    @Override
    public int hashCode() {
        return 31 * condition.hashCode() + scope.hashCode();
    }
}
