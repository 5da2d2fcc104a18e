package dev.sluice.backfill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.backfill.crash.CrashTable.RowDifference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrashTableTest {
    @Test
    void lostAndDoubledAndUnknownRowsAreCounted() {
        Map<String, List<String>> expected = Map.of("features", List.of("a", "b"), "latest", List.of("a"));
        Map<String, List<String>> found = Map.of("features", List.of("a", "a", "c"));
        assertThat(RowDifference.of(expected, found)).isEqualTo(new RowDifference(2, 1, 1));
        assertThat(RowDifference.of(expected, expected).isNone()).isTrue();
    }

    @Test
    void aPointIsSurvivedWhenNothingIsWrongWithIt() {
        CrashTable table = new CrashTable();
        table.add("1 DONE", new RowDifference(0, 0, 0), List.of());
        table.add("2 DONE", new RowDifference(1, 2, 0), List.of());
        table.add("3 DONE", new RowDifference(0, 0, 0), List.of("something is still to do"));
        assertThat(table.sums("switched off"))
                .isEqualTo("switched off: 3 points, 1 survived, 1 lost rows, 2 doubled rows");
        assertThat(table.broken()).hasSize(2);
    }
}
