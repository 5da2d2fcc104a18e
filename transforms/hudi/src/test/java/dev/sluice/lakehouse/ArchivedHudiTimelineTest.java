package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.TableKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody has archived the older commits of a table. */
class ArchivedHudiTimelineTest {
    private static final String DAY = "2001-03-05";

    @TempDir
    private Path folder;

    @Test
    void aPartitionThatIsPromotedAgainKeepsNoOldRow() throws IOException {
        Lake lake = Lake.daily(folder, TableKind.HUDI_COW);
        PromotedPartition first = lake.run(DAY, 1, "ORD", 1, "ATL", 2);
        lake.run("2001-03-06", 1, "DEN", 3);
        archive(lake, first.version());
        Lake afterwards = Lake.daily(folder, TableKind.HUDI_COW);
        afterwards.run(DAY, 2, "ORD", 4);
        assertThat(afterwards.promoted()).containsExactly("DEN=3", "ORD=4");
    }

    @Test
    void latestThatCoversAnArchivedCommitSaysSo() throws IOException {
        Lake lake = Lake.daily(folder, TableKind.HUDI_COW);
        PromotedPartition first = lake.run(DAY, 1, "ORD", 1);
        lake.table.refreshLatest(List.of());
        lake.run("2001-03-06", 1, "DEN", 3);
        archive(lake, first.version());
        Lake afterwards = Lake.daily(folder, TableKind.HUDI_COW);
        assertThatThrownBy(() -> afterwards.table.refreshLatest(List.of()))
                .hasMessage("Cannot refresh the latest rows of delays@1: they cover version " + first.version()
                        + " of the feature table, which no longer says what was changed since: its timeline was archived."
                        + " Delete " + lake.layout.latest(lake.view.id())
                        + "; the next refresh builds it anew.");
    }

    private static void archive(Lake lake, long version) throws IOException {
        Path timeline = Path.of(lake.layout.features(lake.view.id()), ".hoodie/timeline");
        try (Stream<Path> files = Files.list(timeline)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith(Long.toString(version)))
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}
