package dev.sluice.pointintime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.transform.LocalSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpineOrderTest {
    private final SparkSession spark = LocalSpark.session();

    @ParameterizedTest(name = "{0} labels in {1} partitions")
    @CsvSource({"0, 3", "1, 1", "1000, 1", "1000, 7", "1000, 40", "700000, 1", "700000, 2"})
    void labelsComeBackInTheirOrderWithoutASample(long labels, int partitions) {
        Dataset<Row> spine = numbered(spark.range(0, labels, 1, partitions).toDF("place"));

        Dataset<Row> restored = SpineOrder.restore(shuffled(spine), spine);

        assertThat(restored.queryExecution().sparkPlan().toString()).doesNotContain("rangepartitioning");
        assertThat(disorder(restored)).isZero();
        assertThat(restored.count()).isEqualTo(labels);
    }

    @ParameterizedTest(name = "{0} labels in {1} partitions")
    @CsvSource({"1000, 5"})
    void aSpineThatIsComputedWithAShuffleComesBackInItsOrderToo(long labels, int partitions) {
        Dataset<Row> spine = numbered(spark.range(labels)
                .selectExpr("id AS place")
                .repartition(partitions)
                .sortWithinPartitions("place"));

        Dataset<Row> restored = SpineOrder.restore(shuffled(spine), spine);

        assertThat(disorder(restored)).isZero();
        assertThat(restored.count()).isEqualTo(labels);
    }

    private static Dataset<Row> numbered(Dataset<Row> spine) {
        return spine.selectExpr("monotonically_increasing_id() AS row", "place");
    }

    private static Dataset<Row> shuffled(Dataset<Row> spine) {
        return spine.repartition(3, spine.col("place").mod(11));
    }

    /** How many rows come before one with a smaller number, over all partitions one after the other. */
    private static long disorder(Dataset<Row> rows) {
        return rows.selectExpr("row", "monotonically_increasing_id() AS place")
                .selectExpr("row < lag(row) OVER (ORDER BY place) AS back")
                .where("back")
                .count();
    }
}
