package dev.sluice.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.Severity;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.testing.Flights;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts and counts are those of Great Expectations itself, on pandas, on the same rows. */
class GreatExpectationsTest {
    private static final Path QUALITY = Path.of(System.getProperty("sluice.root"), "quality");
    private static final Path PYTHON = QUALITY.resolve("target/python/bin/python");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final StructType SCHEMA =
            StructType.fromDDL("k STRING, a DOUBLE, b DOUBLE, n BIGINT, s STRING, t STRING, event_time TIMESTAMP");

    /** Where we differ on purpose: how the expectation begins, and why. */
    private static final List<Difference> DIFFERENT = List.of(
            new Difference(
                    "expect_column_to_exist(column=b, column_index=0)",
                    "all",
                    "it takes the index 0 for none; ours is compared"),
            new Difference(
                    "expect_column_values_to_be_of_type(column=s, type_=LongType",
                    "empty nulls",
                    "on pandas the type of a column of texts is that of its values; ours is that of the column"),
            new Difference(
                    "expect_column_sum_to_be_between",
                    "all",
                    "on pandas nothing sums to 0, on Spark to null; ours is null, as in windows and SQL",
                    "observed_value=null"),
            new Difference(
                    "expect_column_kl_divergence_to_be_less_than(column=s",
                    "nan plain",
                    "it gives every value outside the expected ones a place of its own; ours share one, which needs no"
                            + " grouping"));

    @TempDir
    private Path folder;

    @Test
    void verdictsAndCountsAreThoseOfGreatExpectations() throws IOException, InterruptedException {
        assumeThat(PYTHON)
                .as("a Python with Great Expectations; quality/install.sh puts it there")
                .exists();
        JsonNode cases = cases();
        JsonNode theirs = theirs();
        List<Expectation> expectations = expectations(cases);
        List<String> differences = new ArrayList<>();
        cases.get("batches").fields().forEachRemaining(batch -> {
            List<ExpectationResult> ours = judge(batch.getValue(), expectations);
            for (int i = 0; i < expectations.size(); i++) {
                JsonNode their = theirs.get(batch.getKey()).get(i);
                if (!agree(ours.get(i), their) && !isKnown(ours.get(i), batch.getKey())) {
                    differences.add(batch.getKey() + " " + expectations.get(i).summary() + ": ours "
                            + ours.get(i).success() + " " + ours.get(i).details() + " "
                            + ours.get(i).error()
                            + ", theirs " + their);
                }
            }
        });
        assertThat(String.join("\n", differences)).isEmpty();
    }

    /** @param why for the reader */
    private record Difference(String expectation, String batches, String why, String ours) {
        Difference(String expectation, String batches, String why) {
            this(expectation, batches, why, "");
        }

        boolean covers(ExpectationResult result, String batch) {
            return result.declared().summary().startsWith(expectation)
                    && (batches.equals("all") || List.of(batches.split(" ")).contains(batch))
                    && result.details().toString().contains(ours);
        }
    }

    private static boolean isKnown(ExpectationResult result, String batch) {
        return DIFFERENT.stream().anyMatch(difference -> difference.covers(result, batch));
    }

    /** Counts are compared where theirs has them; what it cannot evaluate says nothing. */
    private static boolean agree(ExpectationResult ours, JsonNode theirs) {
        if (theirs.has("error")) {
            return true;
        }
        return ours.error() == null
                && ours.success() == theirs.get("success").asBoolean()
                && agree(ours.details().get("element_count"), theirs.get("element_count"))
                && agree(ours.details().get("unexpected_count"), theirs.get("unexpected_count"))
                && agree(ours.details().get("missing_count"), theirs.get("missing_count"))
                && agree(ours.details().get("observed_value"), theirs.get("observed_value"));
    }

    private static boolean agree(@Nullable Object ours, @Nullable JsonNode theirs) {
        if (theirs == null || !theirs.isNumber() || ours == null) {
            return true;
        }
        if (ours.equals(theirs.asDouble())) {
            return true;
        }
        double difference = Math.abs(((Number) ours).doubleValue() - theirs.asDouble());
        return difference <= 1e-9 * Math.max(1, Math.abs(theirs.asDouble()));
    }

    private static List<ExpectationResult> judge(JsonNode batch, List<Expectation> expectations) {
        List<ExpectationResult> results = QualityGate.of(view(expectations))
                .judge(rows(batch), Readings.DAY)
                .results();
        return results.subList(results.size() - expectations.size(), results.size());
    }

    private static FeatureView view(List<Expectation> expectations) {
        Entity entity = new Entity("k", List.of(new Column("k", Scalar.STRING)), Metadata.NONE);
        return Flights.daily("compared", entity, "SELECT 1 FROM flights")
                .withExpectations(expectations.toArray(Expectation[]::new))
                .build(List.of(
                        Feature.of("a", Scalar.DOUBLE),
                        Feature.of("b", Scalar.DOUBLE),
                        Feature.of("n", Scalar.LONG),
                        Feature.of("s", Scalar.STRING),
                        Feature.of("t", Scalar.STRING)));
    }

    private static Dataset<Row> rows(JsonNode batch) {
        List<Row> rows = new ArrayList<>();
        batch.forEach(row -> rows.add(RowFactory.create(
                row.get(0).asText(),
                real(row.get(1)),
                real(row.get(2)),
                row.get(3).isNull() ? null : row.get(3).asLong(),
                text(row.get(4)),
                text(row.get(5)),
                Timestamp.from(Instant.parse(row.get(6).asText())))));
        return LocalSpark.session().createDataFrame(rows, SCHEMA).coalesce(1);
    }

    private static @Nullable Double real(JsonNode value) {
        return value.isNull() ? null : Double.valueOf(value.asText());
    }

    private static @Nullable String text(JsonNode value) {
        return value.isNull() ? null : value.asText();
    }

    @SuppressWarnings("unchecked") // JSON objects have texts for keys.
    private static List<Expectation> expectations(JsonNode cases) {
        return StreamSupport.stream(cases.get("expectations").spliterator(), false)
                .map(one -> new Expectation(
                        one.get("type").asText(),
                        (Map<String, Object>) JSON.convertValue(one.get("kwargs"), Map.class),
                        Severity.CRITICAL,
                        null))
                .toList();
    }

    private static JsonNode cases() throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                GreatExpectationsTest.class.getResourceAsStream("great-expectations-cases.json"))) {
            return JSON.readTree(stream);
        }
    }

    private JsonNode theirs() throws IOException, InterruptedException {
        Path written = folder.resolve("cases.json");
        Files.write(written, JSON.writeValueAsBytes(cases()));
        Path answers = folder.resolve("answers.json");
        Process python = new ProcessBuilder(
                        PYTHON.toString(),
                        QUALITY.resolve("great_expectations_check.py").toString(),
                        written.toString(),
                        answers.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
        return JSON.readTree(answers.toFile());
    }
}
