package dev.sluice.pointintime;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A session of its own for each join: its settings and temporary views are not those of the caller. Queries are analysed
 * here, which fixes their meaning, and executed in the caller's session.
 */
final class PinnedSession {
    private PinnedSession() {}

    static SparkSession beside(SparkSession caller) {
        SparkSession own = caller.newSession();
        own.conf().set("spark.sql.session.timeZone", "UTC");
        own.conf().set("spark.sql.ansi.enabled", "false");
        own.conf().set("spark.sql.caseSensitive", "false");
        own.conf().set("spark.sql.timestampType", "TIMESTAMP_LTZ");
        return own;
    }

    /** The same rows in another session; what their query means stays as it was analysed. */
    static Dataset<Row> rebound(Dataset<Row> rows, SparkSession session) {
        return Dataset.ofRows(session, rows.queryExecution().analyzed());
    }
}
