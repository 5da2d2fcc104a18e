package dev.sluice.pointintime;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** The meaning of the join, written down without any cleverness: every label looks at every row. */
@NullUnmarked
record BruteForce(Knowledge knowledge) {
    /** What tells the newest: event time, created time, then the values in order; nulls are least, -0.0 before 0.0. */
    private static final Comparator<History.Version> AGE = Comparator.comparing(History.Version::eventTime)
            .thenComparing(History.Version::createdTime, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(History.Version::value, Comparator.nullsFirst(BruteForce::compare))
            .thenComparing(History.Version::count, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(version -> String.valueOf(version.value()));

    /** The features of the view that a label gets. */
    List<@Nullable Object> answer(int view, History.Label label, List<History.Version> rows) {
        if (label.key() == null || label.moment() == null) {
            return Arrays.asList(null, null);
        }
        return rows.stream()
                .filter(row -> isVisible(view, label, row))
                .max(AGE)
                .filter(row -> label.moment() - row.eventTime() <= maxAge(view))
                .map(row -> Arrays.asList(row.value(), row.count()))
                .orElseGet(() -> Arrays.asList(defaultValue(view), null));
    }

    private boolean isVisible(int view, History.Label label, History.Version row) {
        return label.key().equals(row.key())
                && row.eventTime() != null
                && row.eventTime() + HistoryViews.delayMicros(view) <= label.moment()
                && (knowledge == Knowledge.AS_CORRECTED
                        || row.createdTime() != null && row.createdTime() <= label.moment());
    }

    private static long maxAge(int view) {
        boolean unlimited = HistoryViews.VIEWS.get(view).lifetime().ttl() == null;
        return unlimited ? Long.MAX_VALUE : HistoryViews.ttlMicros(view);
    }

    private static @Nullable Object defaultValue(int view) {
        return switch (view) {
            case 1 -> -0.0;
            case 4 -> "none".getBytes(StandardCharsets.UTF_8);
            case 5 -> new BigDecimal("7.25");
            default -> null;
        };
    }

    private static int compare(Object left, Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            return a.doubleValue() == b.doubleValue() ? 0 : Double.compare(a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        }
        if (left instanceof byte[] a && right instanceof byte[] b) {
            return Arrays.compareUnsigned(a, b);
        }
        if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
            return a.compareTo(b);
        }
        return left instanceof List<?> a && right instanceof List<?> b
                ? compareElements(a, b)
                : Long.compare((Long) left, (Long) right);
    }

    private static int compareElements(List<?> left, List<?> right) {
        Comparator<@Nullable Object> elements = Comparator.nullsFirst(BruteForce::compare);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = elements.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
