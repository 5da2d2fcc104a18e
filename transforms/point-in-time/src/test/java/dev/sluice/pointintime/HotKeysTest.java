package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.testing.Property;
import dev.sluice.transform.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotKeysTest {
    private static final int TASKS = 64;

    @ParameterizedTest
    @CsvSource({"0, AS_CORRECTED", "0, AS_KNOWN", "1e-4, AS_CORRECTED"})
    void cuttingKeysInTimeChangesNoAnswer(double share, Knowledge knowledge) {
        PieceSize pieces = new PieceSize(share, 1, 0);
        Trial trial = new Trial(JoinEngine.STREAM.engine(), knowledge, pieces);
        Property.holdTogether(1_000, History::generate, trial::broken);
    }

    @Test
    void aKeyOfFivePercentIsCutSoThatNoPieceIsMoreThanATask() {
        Dataset<Row> rows = timeline();
        HotKeys.OfKey found = TimelineSample.of(List.of(rows)).hotKeys(PieceSize.forTasks(TASKS, 0));
        assertThat(found.keys()).hasSize(1);
        assertThat(found.keys().get(0).share()).isCloseTo(0.05, within(0.005));
        assertThat(found.keys().get(0).pieces()).isBetween(11, 15);
        long largest = rows.groupBy(found.pieces().place(col("key"), col("moment")))
                .count()
                .agg(org.apache.spark.sql.functions.max("count"))
                .head()
                .getLong(0);
        assertThat(largest).isLessThan(100_000 / TASKS / 2);
    }

    @Test
    void windowsAreNotRepeatedInMoreThanThreePieces() {
        HotKeys.OfKey found = TimelineSample.of(List.of(timeline())).hotKeys(PieceSize.forTasks(TASKS, 50_000));
        assertThat(found.keys().get(0).pieces()).isEqualTo(4);
    }

    @Test
    void aKeyWithOneMomentIsNotCut() {
        Dataset<Row> rows = timeline().withColumn("moment", expr("7L"));
        assertThat(TimelineSample.of(List.of(rows))
                        .hotKeys(PieceSize.forTasks(TASKS, 0))
                        .keys())
                .isEmpty();
    }

    @Test
    void theQueryOfOneWindowIsNotCut() {
        PointInTimeJoin join = PointInTimeJoin.onto(timeline(), "moment").withEngine(JoinEngine.SQL);
        assertThat(join.hotKeys()).isSameAs(HotKeys.NONE);
    }

    /** 100,000 rows, one every microsecond, every twentieth of one key. */
    private static Dataset<Row> timeline() {
        return LocalSpark.session()
                .range(0, 100_000, 1, 4)
                .select(
                        expr("if(id % 20 = 0, -1L, id % 3000)").as("key"),
                        col("id").as("moment"));
    }
}
