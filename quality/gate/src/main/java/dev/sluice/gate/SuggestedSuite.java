package dev.sluice.gate;

import com.amazon.deequ.suggestions.ConstraintSuggestion;
import com.amazon.deequ.suggestions.ConstraintSuggestionRunner;
import com.amazon.deequ.suggestions.Rules$;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.Severity;
import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.transform.QuotedName;
import dev.sluice.transform.SparkFailure;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * A suite that Deequ suggests for a view after a look at its rows, in Great Expectations' words: warnings, to be read by a
 * person before they become part of a project. Only what can share a scan is suggested.
 */
public final class SuggestedSuite {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_VALUES = 100;
    private static final Pattern SHARE = Pattern.compile("_ >= ([0-9.]+)");
    private static final Pattern VALUE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final FeatureView view;
    private final PiiColumns pii;

    private SuggestedSuite(FeatureView view) {
        this.view = view;
        this.pii = PiiColumns.of(view);
    }

    /** The suite for rows of the view, as JSON for {@code NAME.expectations.json}. Reads the rows three times. */
    public static String json(FeatureView view, Dataset<Row> rows) {
        try {
            return PinnedSession.with(rows, pinned -> new SuggestedSuite(view).suite(pinned));
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw SparkFailure.explain(e, "Cannot suggest expectations for " + view.id());
        }
    }

    private String suite(Dataset<Row> rows) {
        List<Column> features = view.features().stream()
                .map(feature -> feature.column())
                .filter(column -> Ordering.has(column.type()))
                .toList();
        String[] names = features.stream().map(Column::name).toArray(String[]::new);
        Map<String, ?> found = JavaConverters.mapAsJavaMap(new ConstraintSuggestionRunner()
                .onData(rows.selectExpr(Stream.of(names).map(QuotedName::of).toArray(String[]::new)))
                .addConstraintRules(Rules$.MODULE$.DEFAULT())
                .run()
                .constraintSuggestions());
        List<Map<String, ?>> expectations = new ArrayList<>();
        features.forEach(column -> suggestions(found.get(column.name()))
                .flatMap(suggestion -> expectation(column, suggestion).stream())
                .forEach(expectations::add));
        return written(expectations);
    }

    private static Stream<ConstraintSuggestion> suggestions(@Nullable Object ofColumn) {
        return ofColumn instanceof scala.collection.Seq<?> some
                ? JavaConverters.seqAsJavaList(some).stream().map(ConstraintSuggestion.class::cast)
                : Stream.empty();
    }

    /** What Deequ suggests of a column as an expectation; empty when the gate has no like, or needs a pass for it. */
    private Optional<Map<String, ?>> expectation(Column column, ConstraintSuggestion suggestion) {
        String code = suggestion.codeForConstraint();
        Map<String, Object> kwargs = new LinkedHashMap<>();
        kwargs.put("column", column.name());
        String type;
        if (code.startsWith(".isComplete(") || code.startsWith(".hasCompleteness(")) {
            type = "expect_column_values_to_not_be_null";
        } else if (code.startsWith(".isNonNegative(")) {
            type = "expect_column_values_to_be_between";
            kwargs.put("min_value", 0);
        } else if (code.startsWith(".isContainedIn(")
                && column.type() == Scalar.STRING
                && !pii.contain(column.name())) {
            type = "expect_column_values_to_be_in_set";
            kwargs.put("value_set", values(code));
        } else {
            return Optional.empty();
        }
        Matcher share = SHARE.matcher(code);
        if (share.find()) {
            kwargs.put("mostly", new BigDecimal(share.group(1)));
        }
        return isKnown(type, kwargs)
                ? Optional.of(suggested(type, kwargs, seen(column, suggestion), suggestion))
                : Optional.empty();
    }

    private boolean isKnown(String type, Map<String, Object> kwargs) {
        try {
            ExpectationType.compile(new Arguments(new Expectation(type, kwargs, Severity.WARNING, null), view));
            return !(kwargs.get("value_set") instanceof List<?> values) || values.size() <= MOST_VALUES;
        } catch (SluiceException e) {
            return false;
        }
    }

    private static List<String> values(String code) {
        return VALUE.matcher(code.substring(code.indexOf("Array(")))
                .results()
                .map(value -> value.group(1).replaceAll("\\\\(.)", "$1"))
                .toList();
    }

    /** What Deequ saw; of persons, nothing. */
    private String seen(Column column, ConstraintSuggestion suggestion) {
        return pii.contain(column.name()) ? PiiColumns.HIDDEN : suggestion.currentValue();
    }

    private static Map<String, ?> suggested(
            String type, Map<String, Object> kwargs, String seen, ConstraintSuggestion suggestion) {
        Map<String, Object> expectation = new LinkedHashMap<>();
        expectation.put("type", type);
        expectation.put("kwargs", kwargs);
        expectation.put("severity", "warning");
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put(
                "suggested_by",
                "deequ " + suggestion.suggestingRule().getClass().getSimpleName());
        meta.put("seen", seen);
        expectation.put("meta", meta);
        return expectation;
    }

    private String written(List<Map<String, ?>> expectations) {
        Map<String, Object> suite = new LinkedHashMap<>();
        suite.put("name", view.name());
        suite.put("expectations", expectations);
        suite.put("meta", Map.of("great_expectations_version", "1.0.0"));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(suite);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the suite of " + view.id(), e);
        }
    }
}
