package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import java.util.Optional;

/** The kinds of parts, and which functions they answer. Their order is part of how summaries are written. */
enum PartKind {
    SUM,
    SPREAD,
    LEAST,
    GREATEST,
    OLDEST,
    NEWEST,
    DISTINCT,
    SKETCH,
    QUANTILES;

    /** What a function needs; a count needs nothing. */
    static Optional<PartKind> of(AggregateFunction function) {
        return switch (function.kind()) {
            case COUNT -> Optional.empty();
            case SUM, AVG -> Optional.of(SUM);
            case STDDEV, VARIANCE -> Optional.of(SPREAD);
            case MIN -> Optional.of(LEAST);
            case MAX -> Optional.of(GREATEST);
            case FIRST -> Optional.of(OLDEST);
            case LAST, LAST_K -> Optional.of(NEWEST);
            case DISTINCT_COUNT -> Optional.of(DISTINCT);
            case APPROX_DISTINCT_COUNT -> Optional.of(SKETCH);
            case QUANTILE -> Optional.of(QUANTILES);
        };
    }

    Part make(WindowPlan.Input input) {
        ValueKind kind = input.kind();
        return switch (this) {
            case LEAST -> ExtremePart.least(kind);
            case GREATEST -> ExtremePart.greatest(kind);
            case OLDEST -> EdgePart.oldest(kind);
            case NEWEST -> EdgePart.newest(kind, input.newest());
            default -> makeShrinking(kind);
        };
    }

    /** Whether values can be taken away from a part of this kind. */
    boolean shrinks() {
        return this == SUM || this == SPREAD || this == DISTINCT || this == SKETCH || this == QUANTILES;
    }

    Part.Shrinking makeShrinking(ValueKind kind) {
        return switch (this) {
            case SUM -> new SumPart(kind);
            case SPREAD -> new SpreadPart(kind);
            case DISTINCT -> new DistinctPart(kind);
            case SKETCH -> new SketchPart(kind);
            case QUANTILES -> new QuantilePart(kind);
            default -> throw new IllegalArgumentException("Nothing can be taken away from " + this);
        };
    }
}
