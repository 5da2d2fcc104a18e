package dev.sluice.transform;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A view's rows, computed in Java. The class has a public constructor without parameters.
 *
 * <p>The same context must give the same rows: no clock, no random numbers, nothing but the sources.
 */
public interface FeatureTransform {
    /**
     * The rows of one partition: the key columns, the features and, if it is not the partition's end, {@code event_time}.
     *
     * @return a frame that is evaluated later, possibly more than once
     */
    Dataset<Row> transform(TransformContext context);
}
