package dev.sluice.transform;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.problem.SluiceException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkSqlParser;

/**
 * Checks a view's query with Spark's parser alone: nothing is resolved, no class is loaded, no session is needed.
 *
 * <p>Everything is refused that is not known to be harmless: one SELECT, over declared sources and its own CTEs, with
 * Spark's deterministic functions and the parameters {@code :start} and {@code :end}.
 */
final class SqlCheck {
    private static final int MOST_CHARACTERS = 64_000;

    private SqlCheck() {}

    /** Throws what is wrong with the query of a view, with file and line where the parser tells it. */
    static void require(FeatureView view, Transform.Sql sql) {
        LogicalPlan plan = parsed(sql);
        Set<String> sources = view.computation().sources().stream()
                .map(SourceUse::source)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        new SqlTree(sql.file(), "the view's", sources, parameters()).requireHarmless(plan);
        SelectedColumns.of(plan).ifPresent(columns -> DeclaredColumns.of(view).requireNames(sql.file(), columns));
    }

    /** Throws what is wrong with a query over any of these sources; returns those that it reads, in lower case. */
    static Set<String> require(Transform.Sql sql, List<Source> declared) {
        Set<String> sources = declared.stream()
                .map(source -> source.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new SqlTree(sql.file(), "the project's", sources, List.of()).requireHarmless(parsed(sql));
    }

    /** Throws unless the text is one harmless boolean expression over these columns, as a row condition is. */
    static Expression expression(String text, String where) {
        requireNoVariable(text, where);
        try {
            Expression expression = new SparkSqlParser().parseExpression(text);
            new SqlTree(where, "the view's", Set.of(), parameters()).requireHarmless(expression);
            return expression;
        } catch (SluiceException e) {
            throw e;
        } catch (Exception e) {
            throw invalid(where + ": Invalid condition: '" + text + "': " + SparkFailure.line(e));
        } catch (StackOverflowError e) {
            throw invalid(where + ": Invalid condition: it is nested too deeply.");
        }
    }

    private static LogicalPlan parsed(Transform.Sql sql) {
        return parsed(sql.text(), sql.file());
    }

    /** The plan of a query; {@code file} says where it stands. */
    static LogicalPlan parsed(String text, String file) {
        if (text.length() > MOST_CHARACTERS) {
            throw invalid(file + ": Invalid query: it has more than " + MOST_CHARACTERS + " characters.");
        }
        requireNoVariable(text, file);
        try {
            return new SparkSqlParser().parsePlan(text);
        } catch (Exception e) {
            throw invalid(
                    file + line(e) + ": Invalid query: " + SparkFailure.line(e) + " Write one SELECT of Spark SQL.");
        } catch (StackOverflowError e) {
            throw invalid(file + ": Invalid query: it is nested too deeply.");
        }
    }

    /** Spark puts settings, properties and the environment into a query before it parses it. */
    private static void requireNoVariable(String text, String where) {
        if (text.contains("${")) {
            throw invalid(where + ": Invalid query: '${' begins a variable, and there are none. Use :start or :end.");
        }
    }

    /** Where Spark's exceptions tell it: a colon and the line, or nothing. Scala declares none of them. */
    static String line(Exception failure) {
        return failure instanceof AnalysisException located && located.line().isDefined()
                ? ":" + located.line().get()
                : "";
    }

    static SluiceException invalid(String message) {
        return new SluiceException(TransformError.INVALID_QUERY, message);
    }

    static List<String> parameters() {
        return List.of("start", "end");
    }
}
