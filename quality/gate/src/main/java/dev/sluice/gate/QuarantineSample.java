package dev.sluice.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.feature.FeatureView;
import dev.sluice.layout.SystemColumn;
import dev.sluice.time.Partition;
import dev.sluice.transform.SparkFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What of a refused run goes to quarantine: some of the rows that break each expectation that forbade the promotion. */
final class QuarantineSample {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final FeatureView view;
    private final Partition partition;
    private final String runId;
    private final PiiColumns pii;
    private final Mask mask = new Mask();

    QuarantineSample(FeatureView view, Partition partition, String runId) {
        this.view = view;
        this.partition = partition;
        this.runId = runId;
        this.pii = PiiColumns.of(view);
    }

    /**
     * The sample of staged rows.
     *
     * @param rules those that were judged, in the order of the verdict's results
     */
    List<QuarantinedRow> of(Dataset<Row> staged, List<Rule> rules, Verdict verdict) {
        FailingRows failing = new FailingRows(view, staged);
        List<QuarantinedRow> sample = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            ExpectationResult result = verdict.results().get(i);
            if (result.forbids()) {
                Measure broken = result.error() == null ? rules.get(i).rows() : null;
                sample.addAll(of(failing, broken, broken(i, result)));
            }
        }
        return sample;
    }

    private List<QuarantinedRow> of(FailingRows failing, @Nullable Measure measure, BrokenExpectation broken) {
        if (measure == null) {
            return List.of(row(broken, null, null));
        }
        try {
            FailingRows.Sample found = failing.of(measure);
            List<QuarantinedRow> rows =
                    found.rows().stream().map(row -> masked(broken, row, found)).toList();
            return rows.isEmpty() ? List.of(row(broken, null, null)) : rows;
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            String why = "; its rows cannot be shown (" + new Unmeasured(e).kind() + ")";
            return List.of(row(broken.withReason(broken.reason() + why), null, null));
        }
    }

    private QuarantinedRow row(BrokenExpectation broken, @Nullable String keys, @Nullable String row) {
        return new QuarantinedRow(runId, partition.toString(), broken, keys, row);
    }

    private static BrokenExpectation broken(int ordinal, ExpectationResult result) {
        return new BrokenExpectation(
                ordinal,
                result.declared().type(),
                columns(result.declared().kwargs()),
                result.expectation(),
                result.severity(),
                result.error() == null ? result.observed() : String.valueOf(result.error()));
    }

    private static String columns(Map<String, @Nullable Object> kwargs) {
        Stream<?> listed = kwargs.get("column_list") instanceof List<?> list ? list.stream() : Stream.empty();
        Stream<?> named = Stream.of("column", "column_A", "column_B")
                .flatMap(argument -> Stream.ofNullable(kwargs.get(argument)));
        return Stream.concat(named, listed).map(String::valueOf).collect(Collectors.joining(", "));
    }

    private QuarantinedRow masked(BrokenExpectation broken, String text, FailingRows.Sample found) {
        ObjectNode row = parsed(text);
        ObjectNode keys = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> member : List.copyOf(row.properties())) {
            String name = member.getKey();
            String column = found.columns().get(name);
            if (!member.getValue().isNull() && isHidden(column)) {
                row.put(
                        name,
                        mask.of(
                                column == null ? name : column,
                                member.getValue().toString()));
            }
            if (column != null && view.entity().keyNames().contains(column)) {
                keys.set(column, row.get(name));
            }
        }
        return row(broken, keys.toString(), row.toString());
    }

    /** What a query computes, and columns that nobody declares, may hold anything. */
    private boolean isHidden(@Nullable String column) {
        return !pii.isEmpty() && (column == null || pii.contain(column) || !isDeclared(column));
    }

    private boolean isDeclared(String column) {
        return view.entity().keyNames().contains(column)
                || view.featureNames().contains(column)
                || column.equals(SystemColumn.EVENT_TIME.column());
    }

    private static ObjectNode parsed(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw SparkFailure.explain(e, "Cannot read a row as JSON");
        }
    }
}
