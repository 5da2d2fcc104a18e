package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.TableKind;
import dev.sluice.testing.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that promotes is killed where a promotion stands half done. */
class KilledHudiPromotionTest {
    private static final String DAY = "2001-03-05";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "HUDI_COW, .hoodie/timeline/*.inflight",
        "HUDI_COW, .hoodie/.temp/**.marker.*",
        "HUDI_MOR, .hoodie/.temp/**.marker.*"
    })
    void whatWasPromotedStandsAndTheNextRunIsAsIfNothingHadHappened(TableKind kind, String file) {
        Lake lake = Lake.daily(folder, kind);
        PromotedPartition first = lake.run(DAY, 1, "ORD", 1, "ATL", 1);
        try (ChildJvm child = ChildJvm.start(
                folder.resolve("child.txt"), options(), PromotingProcess.class, folder.toString(), kind.name(), DAY)) {
            child.awaiting("promoting");
            child.awaiting(() -> exists(Path.of(lake.layout.features(lake.view.id())), file));
        }
        List<String> afterwards = lake.promoted();
        assertThat(afterwards).isIn(List.of("ATL=1", "ORD=1"), PromotingProcess.ROWS);
        assertThat(lake.table.promoted("child").isPresent()).isEqualTo(afterwards.equals(PromotingProcess.ROWS));
        PromotedPartition third = lake.run(DAY, 3, "ORD", 3);
        assertThat(lake.promoted()).containsExactly("ORD=3");
        assertThat(third.version()).isGreaterThan(first.version());
        assertThat(Lake.shown(lake.table.rowsAt(first.version()))).containsExactly("ATL=1", "ORD=1");
        lake.table.refreshLatest(List.of());
        assertThat(lake.latest()).containsExactly("ORD=3");
    }

    private static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
                .toList();
    }

    private static boolean exists(Path table, String pattern) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + table + "/" + pattern);
        try (Stream<Path> files = Files.walk(table)) {
            return files.anyMatch(matcher::matches);
        } catch (UncheckedIOException | IOException e) {
            return false; // a file that went while we looked
        }
    }
}
