package dev.sluice.gate;

import dev.sluice.transform.SparkFailure;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** A measure has failed: its rule cannot be judged, the others can. */
final class Unmeasured extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_CAUSES = 30;

    Unmeasured(Throwable cause) {
        super(SparkFailure.explain(cause, "cannot be measured").getMessage(), cause);
    }

    /** Whether Spark did not understand the query: it has read no row then. */
    boolean isOfQuery() {
        return causes().anyMatch(AnalysisException.class::isInstance);
    }

    /** What kind of failure it was, in a word. */
    String kind() {
        return causes().flatMap(cause -> cause instanceof SparkThrowable known
                        ? Stream.ofNullable(known.getErrorClass())
                        : Stream.empty())
                .findFirst()
                .orElseGet(() -> causes().reduce((outer, inner) -> inner)
                        .orElse(this)
                        .getClass()
                        .getSimpleName());
    }

    private Stream<Throwable> causes() {
        return Stream.iterate(getCause(), cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES);
    }

    /** Why, in one line. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
