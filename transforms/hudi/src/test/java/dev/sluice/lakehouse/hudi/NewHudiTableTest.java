package dev.sluice.lakehouse.hudi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.TableKind;
import dev.sluice.lakehouse.ViewColumns;
import dev.sluice.testing.Flights;
import dev.sluice.time.Granularity;
import dev.sluice.transform.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewHudiTableTest {
    private static final int WRITERS = 6;
    private static final int TABLES = 8;

    @TempDir
    private Path folder;

    @Test
    void whoeverFindsATableFindsAllOfItHoweverManyMakeIt() throws Exception {
        HudiOptions options =
                HudiOptions.of(new ViewColumns(Flights.airportDelays().withTable(TableKind.HUDI_COW)));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        CyclicBarrier together = new CyclicBarrier(WRITERS);
        try {
            for (int table = 0; table < TABLES; table++) {
                String path = folder.resolve("a table ü " + table).toString();
                List<Future<String>> names = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    names.add(writers.submit(() -> {
                        HudiTimeline timeline = new HudiTimeline(LocalSpark.session(), path, Granularity.DAY);
                        together.await();
                        timeline.create(options);
                        return timeline.client().getTableConfig().getTableName();
                    }));
                }
                for (Future<String> name : names) {
                    assertThat(name.get()).isEqualTo(options.tableName());
                }
                assertThat(Path.of(path)).isDirectoryNotContaining("glob:**/.new-*");
            }
        } finally {
            writers.shutdownNow();
        }
    }
}
