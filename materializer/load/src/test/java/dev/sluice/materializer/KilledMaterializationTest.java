package dev.sluice.materializer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.WriteSummary;
import dev.sluice.testing.ChildJvm;
import dev.sluice.testing.Flights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills real processes. Their store notes every key that it gets in a file. */
class KilledMaterializationTest {
    private static final FeatureView VIEW = Flights.airportDelays();
    private static final int ROWS = 400;
    private static final int CHUNK = 10;

    @TempDir
    private Path folder;

    private final InMemoryMaterializationLog log = new InMemoryMaterializationLog();
    private final List<Long> progress = new ArrayList<>();

    @BeforeEach
    void aTableOfManyChunks() {
        DeltaFixture.create(latest(folder), VIEW)
                .insert(IntStream.range(0, ROWS)
                        .mapToObj(i -> LatestRow.of("A%03d".formatted(i), (long) i, 0.5))
                        .toArray(LatestRow[]::new));
    }

    @Test
    void aKilledRunIsTakenUpWhereItsLastChunkEnded() {
        killAfter(100);
        int written = FileStore.keys(keys(folder)).size();

        MaterializationResult result = run();

        assertThat(result.written()).isEqualTo(new WriteSummary(ROWS, 0, 0));
        assertThat(progress.get(0)).isIn((long) written, (long) written + CHUNK);
        assertThatNothingIsLostAndAtMostDoubled(CHUNK);
        assertThat(log.results()).containsExactly(result);
    }

    @Test
    void aRunThatIsKilledTwiceIsTakenUpTwice() {
        killAfter(60);
        killAfter(120);

        assertThat(run().written()).isEqualTo(new WriteSummary(ROWS, 0, 0));
        assertThat(progress.get(0)).isGreaterThan(100);
        assertThatNothingIsLostAndAtMostDoubled(2 * CHUNK);
    }

    @Test
    void partitionsThatAreKilledAreEachTakenUpWhereTheirLastChunkEnded() {
        killAfter(100, 3);
        int written = FileStore.keys(keys(folder)).size();

        assertThat(run().written()).isEqualTo(new WriteSummary(ROWS, 0, 0));
        assertThat(progress.get(0)).isGreaterThanOrEqualTo(written - 3 * CHUNK);
        assertThatNothingIsLostAndAtMostDoubled(3 * CHUNK);
    }

    private void assertThatNothingIsLostAndAtMostDoubled(int doubled) {
        List<String> keys = FileStore.keys(keys(folder));
        assertThat(new HashSet<>(keys)).hasSize(ROWS);
        assertThat(keys.size()).isBetween(ROWS, ROWS + doubled);
    }

    private void killAfter(int rows) {
        killAfter(rows, 1);
    }

    private void killAfter(int rows, int partitions) {
        try (ChildJvm child =
                ChildJvm.start(folder.resolve("child.txt"), Child.class, folder.toString(), "" + partitions)) {
            child.awaiting(() -> FileStore.keys(keys(folder)).size() >= rows);
        }
    }

    private MaterializationResult run() {
        return Materialization.of(
                        new FileStore(keys(folder), 0),
                        log,
                        options(folder).withProgress((view, rows, total) -> progress.add(rows)))
                .run(MaterializedView.of(VIEW, latest(folder).toString()));
    }

    private static Path latest(Path folder) {
        return folder.resolve("latest");
    }

    private static Path keys(Path folder) {
        return folder.resolve("keys.txt");
    }

    private static MaterializerOptions options(Path folder) {
        return MaterializerOptions.defaults(folder.resolve("jobs.db"))
                .withChunkSize(CHUNK)
                .withPartitions(1);
    }

    /** What is killed: a materialization whose store takes its time. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            Materialization.of(
                            new FileStore(keys(folder), 50),
                            new InMemoryMaterializationLog(),
                            options(folder).withPartitions(Integer.parseInt(arguments[1])))
                    .run(MaterializedView.of(VIEW, latest(folder).toString()));
        }
    }
}
