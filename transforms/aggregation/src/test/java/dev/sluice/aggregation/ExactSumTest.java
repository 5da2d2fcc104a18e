package dev.sluice.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Choices;
import dev.sluice.testing.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    @Test
    void theSumIsTheNearestDoubleToTheTrueOne() {
        Property.holds(20_000, ExactSumTest::numbers, numbers -> sum(numbers).value() == exact(numbers));
    }

    @Test
    void whatWasAddedCanBeTakenAwayWithoutATrace() {
        Property.holds(5_000, ExactSumTest::numbers, numbers -> {
            ExactSum sum = sum(numbers);
            numbers.subList(0, numbers.size() / 2).forEach(sum::subtract);
            return sum.value() == exact(numbers.subList(numbers.size() / 2, numbers.size()));
        });
    }

    @Test
    void sumsAreAddedAndWrittenWithoutLoss() {
        Property.holds(5_000, ExactSumTest::numbers, numbers -> {
            ExactSum sum = readBack(sum(numbers.subList(0, numbers.size() / 2)));
            sum.add(readBack(sum(numbers.subList(numbers.size() / 2, numbers.size()))));
            return readBack(sum).value() == exact(numbers);
        });
    }

    @Test
    void infinitiesAndNaNLeaveWithTheirEvents() {
        ExactSum sum = new ExactSum();
        sum.add(1.0);
        sum.add(Double.POSITIVE_INFINITY);
        assertThat(sum.value()).isEqualTo(Double.POSITIVE_INFINITY);
        sum.add(Double.NEGATIVE_INFINITY);
        assertThat(sum.value()).isNaN();
        sum.subtract(Double.POSITIVE_INFINITY);
        assertThat(sum.value()).isEqualTo(Double.NEGATIVE_INFINITY);
        sum.subtract(Double.NEGATIVE_INFINITY);
        assertThat(sum.value()).isEqualTo(1.0);
    }

    @Test
    void aSumBeyondAllDoublesIsInfiniteUntilItComesBack() {
        ExactSum sum = new ExactSum();
        sum.add(Double.MAX_VALUE);
        sum.add(Double.MAX_VALUE);
        assertThat(sum.value()).isEqualTo(Double.POSITIVE_INFINITY);
        sum.add(-Double.MAX_VALUE);
        assertThat(sum.value()).isEqualTo(Double.MAX_VALUE);
    }

    /** Finite doubles of all sizes, many of which nearly cancel out. */
    private static List<Double> numbers(Choices choices) {
        List<Double> numbers = new ArrayList<>();
        int count = choices.below(20);
        for (int i = 0; i < count; i++) {
            double mantissa = choices.among(1.0, 1 + 0x1p-52, 2 - 0x1p-52, 1.5, 4.0 / 3);
            int exponent = choices.among(0, 1, 52, 53, 54, -1022, -1074, 900, -40, choices.below(64));
            numbers.add((choices.chance(2) ? -1 : 1) * Math.scalb(mantissa, exponent));
        }
        return numbers;
    }

    private static ExactSum sum(List<Double> numbers) {
        ExactSum sum = new ExactSum();
        numbers.forEach(sum::add);
        return sum;
    }

    private static double exact(List<Double> numbers) {
        return numbers.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    private static ExactSum readBack(ExactSum sum) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            sum.write(new DataOutputStream(bytes));
            return ExactSum.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
