package dev.sluice.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the value at a share of the sorted rows must lie; open at an end where it is null. */
record QuantileRange(
        BigDecimal share,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max) {
    private static final int MOST = 100;

    /** The argument {@code quantile_ranges}: {@code quantiles} and as many {@code value_ranges}. */
    static List<QuantileRange> all(Arguments arguments) {
        Map<?, ?> given = arguments.mapping("quantile_ranges");
        if (!(given.get("quantiles") instanceof List<?> shares)
                || !(given.get("value_ranges") instanceof List<?> ranges)
                || shares.isEmpty()
                || shares.size() > MOST
                || shares.size() != ranges.size()) {
            throw wrong(given, arguments);
        }
        List<QuantileRange> all = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            all.add(of(shares.get(i), ranges.get(i), given, arguments));
        }
        return all;
    }

    private static QuantileRange of(Object share, Object range, Map<?, ?> given, Arguments arguments) {
        BigDecimal at = number(share, given, arguments);
        if (!(range instanceof List<?> ends)
                || ends.size() != 2
                || at == null
                || at.signum() < 0
                || at.compareTo(BigDecimal.ONE) > 0) {
            throw wrong(given, arguments);
        }
        return new QuantileRange(at, number(ends.get(0), given, arguments), number(ends.get(1), given, arguments));
    }

    private static @Nullable BigDecimal number(@Nullable Object value, Map<?, ?> given, Arguments arguments) {
        if (value != null && !(value instanceof Number)) {
            throw wrong(given, arguments);
        }
        return value == null ? null : new BigDecimal(value.toString());
    }

    private static dev.sluice.problem.SluiceException wrong(Map<?, ?> given, Arguments arguments) {
        return arguments.invalid(
                "quantile_ranges",
                given,
                "Write {quantiles: [0.5], value_ranges: [[1, 2]]}: shares from 0 to 1 and a range for each, at most "
                        + MOST);
    }

    boolean contains(double value, double tolerance) {
        return (min == null || value >= min.doubleValue() || near(value, min, tolerance))
                && (max == null || value <= max.doubleValue() || near(value, max, tolerance));
    }

    private static boolean near(double value, BigDecimal end, double tolerance) {
        return Math.abs(value - end.doubleValue()) <= tolerance * Math.abs(end.doubleValue());
    }

    @Override
    public String toString() {
        return share + ": [" + (min == null ? "" : min) + ", " + (max == null ? "" : max) + "]";
    }
}
