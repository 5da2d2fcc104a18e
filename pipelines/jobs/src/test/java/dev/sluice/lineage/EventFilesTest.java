package dev.sluice.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final long HERE = ProcessHandle.current().pid();
    /** Higher than any process's. */
    private static final long NOBODY = 1L << 40;

    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFullFileIsFollowedByAnotherAndTheOldestGo() throws IOException {
        EventFiles files = new EventFiles(folder, NOON, HERE, 10);
        for (int i = 0; i < 40; i++) {
            files.append("1234567890");
        }
        assertThat(names()).hasSizeBetween(2, EventFiles.FILES);
        assertThat(names()).contains("events-20260105T120000.000000-" + HERE + "-000040.jsonl");
        assertThat(names()).doesNotContain("events-20260105T120000.000000-" + HERE + "-000001.jsonl");
    }

    @Test
    void onesOwnFilesAndThoseOfTheDeadAreReadBackOnceAndThoseOfTheLivingAreNot() throws IOException {
        new EventFiles(folder, NOON.minusSeconds(2), NOBODY).append("dead");
        new EventFiles(folder, NOON.minusSeconds(1), HERE).append("another command of a living process");
        EventFiles own = new EventFiles(folder, NOON, HERE);
        own.append("own");
        List<Path> unread = own.unread();
        assertThat(unread.stream().map(EventFilesTest::text)).containsExactly("dead\n", "own\n");
        for (Path file : unread) {
            own.markRead(file);
        }
        assertThat(own.unread()).isEmpty();
        assertThat(names()).filteredOn(name -> name.endsWith(".read.jsonl")).hasSize(2);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
