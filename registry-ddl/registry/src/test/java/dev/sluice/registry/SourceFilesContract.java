package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.input.EventSpan;
import dev.sluice.input.ObservedFile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every registry does with the files of sources. */
interface SourceFilesContract {
    String SOURCE = "events/ab12";
    EventSpan MARCH =
            new EventSpan(Instant.parse("2001-03-01T00:00:00.000001Z"), Instant.parse("2001-03-31T00:00:00Z"));

    Registry registry();

    private static ObservedFile file(String path, long size) {
        return new ObservedFile(path, size, 1_700_000_000_000_001L, 4_000_000_000L, MARCH);
    }

    private List<String> histories() {
        return registry().sourceFiles("flights", SOURCE).stream()
                .map(record ->
                        record.file().path() + record.file().size() + " " + record.since() + ".." + record.until())
                .toList();
    }

    @Test
    default void aSourceThatWasNeverObservedHasNoFiles() {
        assertThat(registry().sourceFiles("flights", SOURCE)).isEmpty();
    }

    @Test
    default void filesComeBackAsTheyWereSeen() {
        ObservedFile empty = new ObservedFile("b/späte 100%.csv", 9, 0, 0, null);
        long state = registry().observe("flights", SOURCE, List.of(empty, file("a.parquet", 7)));
        assertThat(registry().sourceFiles("flights", SOURCE))
                .containsExactly(
                        new SourceFileRecord(file("a.parquet", 7), state, null),
                        new SourceFileRecord(empty, state, null));
        assertThat(registry().sourceFiles("flights", "other/ab12")).isEmpty();
        assertThat(registry().sourceFiles("other", SOURCE)).isEmpty();
    }

    @Test
    default void theStateStaysAsLongAsTheFilesDo() {
        List<ObservedFile> files = List.of(file("a", 1), file("b", 1));
        long state = registry().observe("flights", SOURCE, files);
        assertThat(registry().observe("flights", SOURCE, List.of(file("b", 1), file("a", 1))))
                .isEqualTo(state);
    }

    @Test
    default void whatComesGoesOrChangesSinceAStateIsKept() {
        long first = registry().observe("flights", SOURCE, List.of(file("a", 1), file("b", 1), file("c", 1)));
        long second = registry().observe("flights", SOURCE, List.of(file("a", 1), file("b", 2), file("d", 1)));
        assertThat(second).isGreaterThan(first);
        assertThat(histories())
                .containsExactly(
                        "a1 " + first + "..null",
                        "b1 " + first + ".." + second,
                        "b2 " + second + "..null",
                        "c1 " + first + ".." + second,
                        "d1 " + second + "..null");
        assertThat(registry().observe("flights", SOURCE, List.of())).isGreaterThan(second);
        assertThat(registry().sourceFiles("flights", SOURCE)).hasSize(5).noneMatch(SourceFileRecord::isThere);
    }

    @Test
    default void aFileMayComeBack() {
        registry().observe("flights", SOURCE, List.of(file("a", 1), file("b", 1)));
        registry().observe("flights", SOURCE, List.of(file("a", 1)));
        long third = registry().observe("flights", SOURCE, List.of(file("a", 1), file("b", 1)));
        assertThat(registry().sourceFiles("flights", SOURCE))
                .filteredOn(SourceFileRecord::isThere)
                .extracting(SourceFileRecord::since)
                .contains(third);
    }
}
