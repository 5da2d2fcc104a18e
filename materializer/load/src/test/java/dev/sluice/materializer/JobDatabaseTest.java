package dev.sluice.materializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDatabaseTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsMadeWithItsFolders() {
        Path file = folder.resolve("a/b/jobs.db");
        try (BatchJobs jobs = BatchJobs.open(JobDatabase.file(file))) {
            assertThat(jobs.repository().getJobNames()).isEmpty();
        }
        assertThat(file).exists();
    }

    @Test
    void manyMayMakeTheTablesAtOnce() throws Exception {
        JobDatabase database = JobDatabase.file(folder.resolve("jobs.db"));
        Callable<Boolean> opening = () -> {
            try (BatchJobs jobs = BatchJobs.open(database)) {
                return jobs.repository().getJobNames().isEmpty();
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> opened = threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(i -> opening).toList());
            for (Future<Boolean> future : opened) {
                assertThat(future.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("jobs.db"), "no database at all, however long it may be read");
        assertThatThrownBy(() -> BatchJobs.open(JobDatabase.file(file)))
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.code().type()).isEqualTo(ErrorType.EXTERNAL))
                .hasMessageStartingWith("Cannot open the job database " + file + ": ")
                .hasMessageContaining("file is not a database")
                .hasMessageEndingWith(" It keeps how far materializations are. Check that it can be written; a broken"
                        + " SQLite file may be deleted.");
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("a"), "");
        assertThatThrownBy(() -> BatchJobs.open(JobDatabase.file(inTheWay.resolve("jobs.db"))))
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith("Cannot open the job database " + inTheWay.resolve("jobs.db") + ": ");
    }
}
