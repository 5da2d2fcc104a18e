package dev.sluice.gate;

import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Rows as a session sees them whose settings cannot change a verdict; the caller's session stays as it is. */
final class PinnedSession {
    private PinnedSession() {}

    /** Works on the rows in a session of its own, which is the active one of this thread meanwhile: Deequ parses in it. */
    static <T> T with(Dataset<Row> rows, Function<Dataset<Row>, T> work) {
        SparkSession own = rows.sparkSession().newSession();
        own.conf().set("spark.sql.session.timeZone", "UTC");
        own.conf().set("spark.sql.ansi.enabled", "false");
        own.conf().set("spark.sql.caseSensitive", "false");
        own.conf().set("spark.sql.parser.escapedStringLiterals", "false");
        Option<SparkSession> before = SparkSession.getActiveSession();
        SparkSession.setActiveSession(own);
        try {
            return work.apply(Dataset.ofRows(own, rows.queryExecution().analyzed()));
        } finally {
            restore(before);
        }
    }

    private static void restore(Option<SparkSession> before) {
        if (before.isDefined()) {
            SparkSession.setActiveSession(before.get());
        } else {
            SparkSession.clearActiveSession();
        }
    }
}
