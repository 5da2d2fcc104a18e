package dev.sluice.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDigestTest {
    private static final String CONTENT = "VALUES (1, 'a', NULL), (2, NULL, 'b'), (2, NULL, 'b') AS t(n, x, y)";

    private static FrameDigest digest(String content) {
        return FrameDigest.of(frame(content));
    }

    private static Dataset<Row> frame(String content) {
        return SmallLake.SPARK.sql("SELECT * FROM " + content);
    }

    @Test
    void theOrderOfTheRowsDecidesNothing() {
        assertThat(FrameDigest.of(frame(CONTENT).orderBy(functions.desc("n")).repartition(3)))
                .isEqualTo(digest(CONTENT));
        assertThat(digest(CONTENT).rows()).isEqualTo(3);
        assertThat(digest(CONTENT).present())
                .containsEntry("n", 3L)
                .containsEntry("x", 1L)
                .containsEntry("y", 2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VALUES (1, 'a', NULL), (2, NULL, 'b') AS t(n, x, y)",
                "VALUES (1, 'a', NULL), (2, NULL, 'b'), (2, NULL, 'c') AS t(n, x, y)",
                "VALUES (1, NULL, 'a'), (2, NULL, 'b'), (2, 'b', NULL) AS t(n, x, y)",
                "VALUES (1, 'a', NULL), (2, 'b', NULL), (2, NULL, 'b') AS t(n, x, y)"
            })
    void anyOtherContentHasAnotherHash(String other) {
        assertThat(digest(other).hash()).isNotEqualTo(digest(CONTENT).hash());
    }

    @Test
    void mapsAndEmptyFramesHaveOneToo() {
        String maps = "VALUES (map('a', 1)), (map('b', 2)) AS t(m)";
        assertThat(digest(maps).hash())
                .isNotEqualTo(
                        digest("VALUES (map('a', 1)), (map('b', 3)) AS t(m)").hash());
        assertThat(FrameDigest.of(frame(CONTENT).limit(0)).hash()).isEqualTo("0000000000000000");
    }
}
