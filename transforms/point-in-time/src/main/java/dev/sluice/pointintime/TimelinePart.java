package dev.sluice.pointintime;

import dev.sluice.pointintime.stream.FollowerKind;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What one view brings to a timeline. */
sealed interface TimelinePart permits ViewHistory, ViewEvents {
    /** The view's place in the join; its answers are the column {@code view_NUMBER}. */
    int number();

    Dataset<Row> rows();

    long availabilityDelayMicros();

    /** The ttl, or more than any age where there is none. */
    long ttlMicros();

    /** The struct that stands for "nothing visible", perhaps null. */
    Column defaults();

    FollowerKind follower();

    default String name() {
        return "view_" + number();
    }
}
