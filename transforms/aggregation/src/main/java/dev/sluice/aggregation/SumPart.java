package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.AggregateFunction.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/** The exact sum of values of one kind. */
final class SumPart implements Part.Shrinking {
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private final ValueKind kind;
    private WholeSum whole = new WholeSum();
    private ExactSum real = new ExactSum();
    private BigDecimal decimal = BigDecimal.ZERO;

    SumPart(ValueKind kind) {
        this.kind = kind;
    }

    @Override
    public void add(long eventTime, Object value) {
        switch (kind) {
            case WHOLE -> whole.add((Long) value);
            case REAL -> real.add((Double) value);
            default -> decimal = decimal.add((BigDecimal) value);
        }
    }

    @Override
    public void remove(Object value) {
        switch (kind) {
            case WHOLE -> whole.subtract((Long) value);
            case REAL -> real.subtract((Double) value);
            default -> decimal = decimal.subtract((BigDecimal) value);
        }
    }

    @Override
    public void merge(Part other) {
        SumPart sum = (SumPart) other;
        whole.add(sum.whole);
        real.add(sum.real);
        decimal = decimal.add(sum.decimal);
    }

    @Override
    public Object result(AggregateFunction function, long count) {
        return function.kind() == Kind.AVG ? average(count) : sum();
    }

    private Object sum() {
        if (kind == ValueKind.WHOLE && !whole.fitsLong()) {
            throw AggregationError.OVERFLOW.problem("Cannot sum whole numbers: their sum in one window, "
                    + whole.exact() + ", does not fit a long. Declare the aggregation's type as double or decimal.");
        }
        return switch (kind) {
            case WHOLE -> whole.longValue();
            case REAL -> real.value();
            default -> decimal;
        };
    }

    private double average(long count) {
        if (kind == ValueKind.REAL) {
            return real.value() / count;
        }
        boolean small = kind == ValueKind.WHOLE && whole.fitsLong() && Math.abs(whole.longValue()) < EXACT_IN_DOUBLE;
        return small
                ? (double) whole.longValue() / count
                : exact().divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
                        .doubleValue();
    }

    private BigDecimal exact() {
        return kind == ValueKind.WHOLE ? new BigDecimal(whole.exact()) : decimal;
    }

    @Override
    public void clear() {
        whole.clear();
        real.clear();
        decimal = BigDecimal.ZERO;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        switch (kind) {
            case WHOLE -> whole.write(out);
            case REAL -> real.write(out);
            default -> kind.write(decimal, out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        switch (kind) {
            case WHOLE -> whole = WholeSum.read(in);
            case REAL -> real = ExactSum.read(in);
            default -> decimal = (BigDecimal) kind.read(in);
        }
    }
}
