package dev.sluice.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.Property;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {
    record Typed(ValueType type, Object value) {}

    @Test
    void everyScalarReadsBackAsItIsWritten() {
        Property.holds(
                2_000,
                choices -> {
                    ValueType type = choices.among(Scalar.values());
                    return new Typed(type, RandomRows.value(type, choices));
                },
                typed -> isNaN(typed.value())
                        || RandomRows.same(typed.value(), ValueText.parse(typed.type(), ValueText.of(typed.value()))));
    }

    private static boolean isNaN(Object value) {
        return (value instanceof Double number && number.isNaN()) || (value instanceof Float single && single.isNaN());
    }

    @Test
    void timestampsMayHaveAnOffsetOrBeADate() {
        assertThat(ValueText.parse(Scalar.TIMESTAMP, "2001-03-05T13:45:00+02:00"))
                .isEqualTo(Instant.parse("2001-03-05T11:45:00Z"));
        assertThat(ValueText.parse(Scalar.TIMESTAMP, "2001-03-05")).isEqualTo(Instant.parse("2001-03-05T00:00:00Z"));
    }

    @Test
    void arraysAndDecimalsAreReadToo() {
        assertThat(ValueText.parse(ValueType.parse("array<int>"), "[1, null,3]"))
                .isEqualTo(Arrays.asList(1, null, 3));
        assertThat(ValueText.parse(ValueType.parse("array<int>"), "[]")).isEqualTo(List.of());
        assertThat(ValueText.parse(ValueType.parse("decimal(5,2)"), "1.5")).isEqualTo(new BigDecimal("1.50"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            int; 2147483648; Write a whole number from -2147483648 to 2147483647.
            long; seven; Write a whole number from -9223372036854775808 to 9223372036854775807.
            double; 1,5; Write a number, as 1.5, NaN or -Infinity.
            boolean; yes; Write true or false.
            bytes; 0g; Write hexadecimal digits, as 00ff.
            timestamp; 2001-03-05T13:45:00.0000001Z; Write an instant with at most microseconds, as 2001-03-05T13:45:00Z.
            date; 2001-02-29; Write a day, as 2001-03-05.
            decimal(5,2); 1234.5; Write at most 3 digits before and 2 behind the point.
            decimal(5,2); 1.505; Write at most 3 digits before and 2 behind the point.
            array<int>; 1; Write the values as [1, 2, null].
            """)
    void aTextThatIsNoValueIsAnErrorThatShowsOne(String type, String text, String example) {
        assertThatThrownBy(() -> ValueText.parse(ValueType.parse(type), text))
                .hasMessage("Invalid " + type + ": '" + text + "'. " + example);
    }
}
