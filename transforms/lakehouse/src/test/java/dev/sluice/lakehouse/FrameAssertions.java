package dev.sluice.lakehouse;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import dev.sluice.transform.LocalSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The comparisons of spark-testing-base, in the shared session. */
final class FrameAssertions extends JavaDataFrameSuiteBase {
    private static final long serialVersionUID = 1L;

    private FrameAssertions() {}

    /** The same schema and the same rows, each as often; in any order. */
    static void assertSameRows(Dataset<Row> actual, Dataset<Row> expected) {
        new FrameAssertions().assertDataFrameNoOrderEquals(expected, actual);
    }

    @Override
    public SparkSession spark() {
        return LocalSpark.session();
    }
}
