package dev.sluice.pointintime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.transform.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineOperatorTest {
    private static final List<FollowerKind> KINDS = List.of(FollowerKind.NEWEST_ROW, FollowerKind.NEWEST_ROW);
    private static final String NEWEST = """
            SELECT key, moment, label, view_0, view_1
            FROM (SELECT asks, key, moment, label,
                         max(view_0) OVER until_then AS view_0,
                         max(view_1) OVER until_then AS view_1
                  FROM timeline
                  WINDOW until_then AS (PARTITION BY key ORDER BY moment, asks
                                        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))
            WHERE asks
            """;
    private static final String TIMELINE = """
            SELECT shiftleft(%s, 32) + (moment DIV 10) AS slot, key, moment, asks, IF(asks, struct(id), NULL) AS label,
                   IF(NOT asks AND id %% 2 = 0, struct(moment AS event_time, text), NULL) AS view_0,
                   IF(NOT asks AND id %% 2 = 1, struct(moment AS event_time, id), NULL) AS view_1
            FROM (SELECT id, id %% 3 = 0 AS asks, %s AS key, CAST(hash(id) & 255 AS BIGINT) AS moment, repeat('x', hash(id, 1) & 31) AS text
                  FROM (SELECT CAST(id AS BIGINT) AS id FROM range(0, 3000, 1, 4)))
            """;

    private final SparkSession spark = LocalSpark.session().newSession();

    @BeforeEach
    void enable() {
        TimelineOperator.enableIn(spark);
    }

    @Test
    void keysOfOneHashAreKeptApart() {
        assertAnswered("CAST(7 AS BIGINT)", "hash(id, 2) & 15");
    }

    @Test
    void keysMayBeTextsAndStructs() {
        assertAnswered("CAST(hash(id, 2) & 3 AS BIGINT)", "repeat('k', hash(id, 2) & 15)");
        assertAnswered("CAST(-1 AS BIGINT)", "struct(hash(id, 2) & 3 AS a, repeat('k', hash(id, 3) & 3) AS b)");
    }

    @Test
    void nothingIsAnEmptyAnswer() {
        assertThat(TimelineOperator.of(timeline("CAST(7 AS BIGINT)", "id").limit(0), KINDS)
                        .count())
                .isZero();
    }

    @Test
    void aTimelineIsShuffledAndSortedOnce() {
        String plan = TimelineOperator.of(timeline("CAST(7 AS BIGINT)", "id & 3"), KINDS)
                .queryExecution()
                .executedPlan()
                .toString();
        assertThat(plan.split("Exchange hashpartitioning", -1)).hasSize(2);
        assertThat(plan.split("Sort \\[", -1)).hasSize(2);
    }

    @Test
    void theSessionIsToldOnce() {
        TimelineOperator.enableIn(spark);
        assertThat(spark.experimental().extraStrategies().size()).isEqualTo(1);
    }

    private void assertAnswered(String hash, String key) {
        Dataset<Row> timeline = timeline(hash, key);
        timeline.createOrReplaceTempView("timeline");
        assertThat(sorted(TimelineOperator.of(timeline, KINDS))).isEqualTo(sorted(spark.sql(NEWEST)));
    }

    private Dataset<Row> timeline(String hash, String key) {
        return spark.sql(TIMELINE.formatted(hash, key)).coalesce(2);
    }

    private static List<String> sorted(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }
}
