package dev.sluice.definition;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.Partition;
import dev.sluice.type.ValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Checks that the text of a feature's default is a value of its type. */
final class DefaultValue {
    private DefaultValue() {}

    static String checked(String feature, ValueType type, String text) {
        try {
            parse(type, text);
            return text;
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            throw VocabularyError.invalid(
                    "Invalid default: '" + text + "' of feature " + feature + " is no " + type + ".");
        }
    }

    private static Object parse(ValueType type, String text) {
        if (type instanceof ValueType.Decimal decimal) {
            BigDecimal value = new BigDecimal(text).setScale(decimal.scale());
            return value.precision() <= decimal.precision() ? value : fail();
        }
        if (!(type instanceof ValueType.Scalar scalar)) {
            return fail();
        }
        return switch (scalar) {
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BOOLEAN -> text.matches("true|false") ? text : fail();
            case STRING -> text;
            case TIMESTAMP -> Partition.parseInstant(text);
            case DATE -> LocalDate.parse(text);
            case BYTES -> fail();
        };
    }

    private static Object fail() {
        throw new IllegalArgumentException("not a value of the type");
    }
}
