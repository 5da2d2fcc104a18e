package dev.sluice.gate;

import static dev.sluice.gate.Readings.expect;

import dev.sluice.expectation.Expectation;
import dev.sluice.testing.Choices;
import dev.sluice.testing.Property;
import dev.sluice.transform.LocalSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Verdicts and counts over random rows are those of loops over the values. */
class RandomRowsTest {
    private static final StructType SCHEMA = StructType.fromDDL("sensor STRING, name STRING, real DOUBLE");
    private static final int EACH = 4;

    /** The values of a column, a range and a share; a strict range leaves its ends out. */
    private record Case(List<@Nullable Double> values, double min, double max, boolean strict, double mostly) {
        static Case of(Choices choices) {
            List<@Nullable Double> values = new ArrayList<>();
            for (int i = choices.below(7); i > 0; i--) {
                values.add(
                        choices.chance(6)
                                ? null
                                : choices.among(
                                        0.0,
                                        1.0,
                                        -0.0,
                                        2.0,
                                        Double.NaN,
                                        Double.POSITIVE_INFINITY,
                                        Double.NEGATIVE_INFINITY,
                                        0.1));
            }
            double min = choices.among(0.0, -1.0, 1.0, -0.0);
            return new Case(
                    values,
                    min,
                    min + choices.below(3),
                    choices.chance(2),
                    choices.among(1.0, 0.5, 0.75, 0.0, 1.0 / 3));
        }

        private List<Double> present() {
            return values.stream()
                    .filter(Objects::nonNull)
                    .filter(value -> !value.isNaN())
                    .toList();
        }

        private boolean isInside(double value) {
            return strict ? value > min && value < max : value >= min && value <= max;
        }

        List<Expectation> expectations(String scope) {
            Object[] range = {
                "column",
                "real",
                "min_value",
                min,
                "max_value",
                max,
                "strict_min",
                strict,
                "strict_max",
                strict,
                "row_condition",
                scope
            };
            Object[] shared = Arrays.copyOf(range, range.length + 2);
            shared[range.length] = "mostly";
            shared[range.length + 1] = mostly;
            return List.of(
                    expect("expect_column_values_to_be_between", shared),
                    expect(
                            "expect_column_values_to_not_be_null",
                            "column",
                            "real",
                            "mostly",
                            mostly,
                            "row_condition",
                            scope),
                    expect("expect_column_min_to_be_between", range),
                    expect("expect_column_max_to_be_between", range));
        }

        List<String> expected() {
            long inside = present().stream().filter(this::isInside).count();
            long outside = present().size() - inside;
            long missing = values.size() - present().size();
            double least =
                    present().stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
            double greatest =
                    present().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
            return List.of(
                    (inside >= mostly * present().size()) + " " + outside,
                    (present().size() >= mostly * values.size()) + " " + missing,
                    isInside(least) + " 0",
                    isInside(greatest) + " 0");
        }
    }

    @Test
    void verdictsAndCountsAreThoseOfLoops() {
        Property.holdTogether(60, Case::of, RandomRowsTest::broken);
    }

    private static Set<Integer> broken(List<Case> cases) {
        List<Row> rows = new ArrayList<>();
        List<Expectation> expectations = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            String name = "case" + i;
            cases.get(i).values().forEach(value -> rows.add(RowFactory.create("s" + rows.size(), name, value)));
            expectations.addAll(cases.get(i).expectations("name = '" + name + "'"));
        }
        rows.add(RowFactory.create("other", "other", 5.0));
        Dataset<Row> frame = LocalSpark.session().createDataFrame(rows, SCHEMA);
        frame.createOrReplaceTempView("random_rows");
        List<ExpectationResult> found =
                Readings.judge(Readings.rows("SELECT * FROM random_rows"), expectations.toArray(Expectation[]::new));
        Set<Integer> broken = new HashSet<>();
        for (int i = 0; i < cases.size(); i++) {
            List<String> ours = found.subList(i * EACH, (i + 1) * EACH).stream()
                    .map(result -> result.success() + " " + result.unexpectedCount())
                    .toList();
            if (!ours.equals(cases.get(i).expected())) {
                broken.add(i);
            }
        }
        return broken;
    }
}
