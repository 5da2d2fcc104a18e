package dev.sluice.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.expectation.Expectation;
import dev.sluice.feature.FeatureView;
import dev.sluice.time.Partition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as Great Expectations writes the validation result of a suite, for the readers of those.
 *
 * @param judgedAt when the gate judged
 */
record ValidationResult(FeatureView view, Partition partition, String runId, Instant judgedAt, Verdict verdict) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the validation result of " + view.id(), e);
        }
    }

    private Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("success", verdict.results().stream().allMatch(ExpectationResult::success));
        document.put(
                "results",
                verdict.results().stream().map(ValidationResult::item).toList());
        document.put("suite_name", view.name());
        document.put("suite_parameters", Map.of());
        document.put("statistics", statistics());
        document.put("meta", meta());
        document.put("id", null);
        return document;
    }

    private Map<String, @Nullable Object> statistics() {
        int all = verdict.results().size();
        long met = verdict.results().stream().filter(ExpectationResult::success).count();
        Map<String, @Nullable Object> statistics = new LinkedHashMap<>();
        statistics.put("evaluated_expectations", all);
        statistics.put("successful_expectations", met);
        statistics.put("unsuccessful_expectations", all - met);
        statistics.put("success_percent", all == 0 ? null : 100.0 * met / all);
        return statistics;
    }

    private Map<String, @Nullable Object> meta() {
        Map<String, @Nullable Object> batch = new LinkedHashMap<>();
        batch.put("datasource_name", "sluice");
        batch.put("data_connector_name", "staging");
        batch.put("data_asset_name", view.id().toString());
        batch.put("batch_identifiers", Map.of("partition", partition.toString()));
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("great_expectations_version", "1.0.0");
        meta.put("active_batch_definition", batch);
        meta.put("run_id", Map.of("run_name", runId, "run_time", judgedAt.toString()));
        meta.put("validation_time", judgedAt.toString());
        meta.put("sluice", Map.of("accepted", verdict.accepted(), "summary", verdict.summary()));
        return meta;
    }

    private static Map<String, @Nullable Object> item(ExpectationResult result) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("success", result.success());
        item.put("expectation_config", configuration(result));
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        result.details().forEach((name, value) -> details.put(name, finite(value)));
        item.put("result", details);
        item.put("meta", Map.of());
        item.put("exception_info", exception(result.error()));
        return item;
    }

    private static Map<String, @Nullable Object> configuration(ExpectationResult result) {
        Expectation declared = result.declared();
        Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
        configuration.put("type", declared.type());
        configuration.put("kwargs", declared.kwargs());
        configuration.put("severity", result.severity().name().toLowerCase(Locale.ROOT));
        configuration.put("description", result.expectation());
        configuration.put(
                "meta",
                declared.origin() == null
                        ? Map.of()
                        : Map.of("declared_in", declared.origin().toString()));
        return configuration;
    }

    private static Map<String, @Nullable Object> exception(@Nullable String error) {
        Map<String, @Nullable Object> exception = new LinkedHashMap<>();
        exception.put("raised_exception", error != null);
        exception.put("exception_message", error);
        exception.put("exception_traceback", null);
        return exception;
    }

    /** JSON has no infinity and no NaN: they are texts. */
    private static @Nullable Object finite(@Nullable Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return number.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> finite(element)).toList();
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }
}
