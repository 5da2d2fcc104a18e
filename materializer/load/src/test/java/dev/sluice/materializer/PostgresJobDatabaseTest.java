package dev.sluice.materializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.WriteSummary;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresJobDatabaseTest {
    private static final FeatureView VIEW = Flights.airportDelays();

    @TempDir
    private Path folder;

    @Test
    void aRunThatFailedIsTakenUpFromPostgres() throws Exception {
        DeltaFixture table = DeltaFixture.create(folder.resolve("latest"), VIEW)
                .insert(IntStream.range(0, 10)
                        .mapToObj(i -> LatestRow.of("A" + i, (long) i, 0.5))
                        .toArray(LatestRow[]::new));
        WatchedStore store = new WatchedStore();
        store.failAfter(2);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            MaterializerOptions options = MaterializerOptions.defaults(folder.resolve("unused.db"))
                    .withJobs(JobDatabase.of(postgres.getPostgresDatabase()))
                    .withChunkSize(3);
            Materialization materialization = Materialization.of(store, new InMemoryMaterializationLog(), options);
            MaterializedView view = MaterializedView.of(VIEW, table.path());

            assertThatThrownBy(() -> materialization.run(view)).isInstanceOf(SluiceException.class);
            store.mend();

            assertThat(materialization.run(view).written()).isEqualTo(new WriteSummary(10, 0, 0));
            assertThat(store.writes().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(10);
        }
        assertThat(folder.resolve("unused.db")).doesNotExist();
    }
}
