package dev.sluice.pointintime;

import dev.sluice.feature.Lifetime;
import dev.sluice.pointintime.stream.FollowerKind;
import dev.sluice.time.TimeSpan;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A view's rows in the columns that an engine works with.
 *
 * @param number the view's place in the join; its answers are the column {@code view_NUMBER}
 * @param rows {@code key}; {@code event_time} and {@code created_time}, each a kind of time; {@code features}, a struct of all
 *     of the view's features in order; {@code zeros}, which tells -0.0 from 0.0 in them
 * @param knowledge what labels see of it, unless the whole join is as known
 * @param defaults the struct that stands for "nothing visible", perhaps null
 */
record ViewHistory(int number, Dataset<Row> rows, Lifetime lifetime, Column defaults, Knowledge knowledge)
        implements TimelinePart {
    @Override
    public long availabilityDelayMicros() {
        return lifetime.availabilityDelay().micros();
    }

    @Override
    public long ttlMicros() {
        TimeSpan ttl = lifetime.ttl();
        return ttl == null ? Long.MAX_VALUE : ttl.micros();
    }

    @Override
    public FollowerKind follower() {
        return FollowerKind.NEWEST_ROW;
    }
}
