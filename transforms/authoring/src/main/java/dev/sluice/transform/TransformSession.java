package dev.sluice.transform;

import org.apache.spark.sql.SparkSession;

/** The session that a transform runs in: settings that could change a row are pinned. */
final class TransformSession {
    private TransformSession() {}

    static SparkSession of(SparkSession caller) {
        SparkSession own = caller.newSession();
        own.conf().set("spark.sql.session.timeZone", "UTC");
        own.conf().set("spark.sql.ansi.enabled", "false");
        own.conf().set("spark.sql.caseSensitive", "false");
        own.conf().set("spark.sql.datetime.java8API.enabled", "true");
        own.conf().set("spark.sql.variable.substitute", "false");
        own.conf().set("spark.sql.timestampType", "TIMESTAMP_LTZ");
        own.conf().set("spark.sql.parquet.inferTimestampNTZ.enabled", "true");
        own.conf().set("spark.sql.shuffle.partitions", caller.conf().get("spark.sql.shuffle.partitions"));
        return own;
    }
}
