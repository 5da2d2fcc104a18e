package dev.sluice.gate;

import com.amazon.deequ.analyzers.Analysis;
import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.metrics.Metric;
import dev.sluice.transform.QuotedName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Measures rows with Deequ's analyzers: everything that a scan can tell in one scan, uniqueness in a pass for each set of
 * columns. What Deequ has no analyzer for is left to {@link OwnPass}.
 */
final class DeequRun {
    private final Dataset<Row> rows;
    private final RunStates states = new RunStates();

    DeequRun(Dataset<Row> rows) {
        this.rows = withNullForNan(rows);
    }

    /** A missing value is a null or a NaN; to what is measured it is a null. */
    static Dataset<Row> withNullForNan(Dataset<Row> rows) {
        return rows.selectExpr(Stream.of(rows.schema().fields())
                .map(field -> {
                    String name = QuotedName.of(field.name());
                    return isFloating(field.dataType()) ? "nanvl(" + name + ", NULL) AS " + name : name;
                })
                .toArray(String[]::new));
    }

    private static boolean isFloating(DataType type) {
        return type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType);
    }

    /** The answer to each measure. When a shared scan fails, each measure is asked alone, so that only the guilty fails. */
    Map<Measure, Answer> answers(Collection<Measure> measures) {
        Set<Measure> asked = new LinkedHashSet<>(measures);
        Map<Measure, Answer> answers = new LinkedHashMap<>(
                scan(asked.stream().filter(Measure.Scanned.class::isInstance).toList()));
        asked.stream().filter(Measure.Alone.class::isInstance).forEach(alone -> answers.put(alone, alone(alone)));
        return answers;
    }

    private Map<Measure, Answer> scan(List<Measure> measures) {
        Map<Measure, Answer> together = run(rows, measures);
        if (together.values().stream().noneMatch(Answer.Failed.class::isInstance) || measures.size() == 1) {
            return together;
        }
        Map<Measure, Answer> alone = new LinkedHashMap<>();
        measures.forEach(measure -> alone.putAll(run(rows, List.of(measure))));
        return alone;
    }

    private Answer alone(Measure measure) {
        try {
            return measure instanceof Measure.Singles || measure instanceof Measure.Distinct
                    ? grouped(measure)
                    : new OwnPass(rows).answer(measure);
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            return new Answer.Failed(e);
        }
    }

    /** The scope is applied before: Deequ's own filter of a grouping sees only the grouped columns. */
    private Answer grouped(Measure measure) {
        return run(rows.where(measure.scope()), List.of(measure)).getOrDefault(measure, new Answer.Nothing());
    }

    /** What the analyzers have left so far. */
    RunStates states() {
        return states;
    }

    private Map<Measure, Answer> run(Dataset<Row> rows, List<Measure> measures) {
        Map<Measure, Analyzer<?, Metric<?>>> analyzers = new LinkedHashMap<>();
        measures.forEach(measure -> analyzers.put(measure, DeequAnalyzers.of(measure)));
        AnalyzerContext context = AnalysisRunner.run(
                rows,
                new Analysis(JavaConverters.asScalaBuffer(List.copyOf(analyzers.values()))),
                Option.empty(),
                Option.apply(states),
                StorageLevel.NONE());
        Map<Measure, Answer> answers = new LinkedHashMap<>();
        analyzers.forEach((measure, analyzer) -> answers.put(measure, answer(analyzer, context)));
        return answers;
    }

    private Answer answer(Analyzer<?, Metric<?>> analyzer, AnalyzerContext context) {
        Metric<?> metric = context.metric(analyzer).get();
        if (metric.value().isSuccess()) {
            return DeequAnalyzers.answer(analyzer, metric, states);
        }
        Throwable failure = metric.value().failed().get();
        return failure instanceof EmptyStateException ? new Answer.Nothing() : new Answer.Failed(failure);
    }
}
