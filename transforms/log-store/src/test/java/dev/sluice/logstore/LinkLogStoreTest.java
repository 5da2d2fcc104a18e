package dev.sluice.logstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.ChildJvm;
import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LinkLogStoreTest {
    private static final int COMMITS = 200;

    private final Configuration configuration = new Configuration();
    private final LogStore log = new LinkLogStore(configuration);

    @TempDir
    private Path folder;

    /** Two processes begin each commit at the same moment: it is of one of them, and that one knows. */
    @Test
    @Timeout(120)
    void ofTwoProcessesThatRaceEachCommitIsOfExactlyOne() throws IOException {
        Path commits = Files.createDirectory(folder.resolve("a log, 100% [its own]"));
        List<ChildJvm> racers = CommitRacer.race(
                folder,
                List.of("one", "other"),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                List.of(LinkLogStore.class.getName(), commits.toString(), Integer.toString(COMMITS)),
                Map.of());
        List<Integer> ofOne = CommitRacer.won(racers.get(0));
        List<Integer> ofOther = CommitRacer.won(racers.get(1));
        assertThat(ofOne).noneMatch(ofOther::contains);
        assertThat(ofOne.size() + ofOther.size()).isEqualTo(COMMITS);
        for (int number = 0; number < COMMITS; number++) {
            String winner = ofOne.contains(number) ? "one" : "other";
            assertThat(commits.resolve("%020d.json".formatted(number)))
                    .hasContent(CommitRacer.content(winner, number).strip());
        }
    }

    /** What a rename cannot keep apart: both have seen that there is no such commit. */
    @Test
    @Timeout(60)
    void ofTwoWritersThatHaveBothLookedOneIsLetIn() throws Exception {
        configuration.set("fs.AbstractFileSystem.file.impl", LookingTogether.class.getName());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> writers = Stream.of("first", "second")
                    .map(writer -> threads.submit(() -> wins(writer)))
                    .toList();
            assertThat(List.of(writers.get(0).get(), writers.get(1).get())).containsExactlyInAnyOrder(true, false);
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean wins(String writer) throws IOException {
        try {
            write("0.json", writer);
            return true;
        } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
            return false;
        }
    }

    @Test
    void aCommitIsReadAsItWasWrittenAndLeavesNothingElse() throws IOException {
        write("0.json", "{\"a\":\"ä\"}", "{}");
        try (CloseableIterator<String> lines = log.read(path("0.json"), configuration)) {
            assertThat(lines.next()).isEqualTo("{\"a\":\"ä\"}");
            assertThat(lines.next()).isEqualTo("{}");
            assertThat(lines.hasNext()).isFalse();
        }
        assertThat(folder).isDirectoryContaining("glob:**0.json").isDirectoryNotContaining("glob:**.tmp");
        assertThat(log.isPartialWriteVisible(path("0.json"), configuration)).isFalse();
    }

    @Test
    void aSecondWriterOfACommitIsToldAndTheFirstOnesStays() throws IOException {
        write("0.json", "first");
        assertThatThrownBy(() -> write("0.json", "second"))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("0.json");
        assertThat(folder.resolve("0.json")).hasContent("first");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void whatMayBeReplacedIs() throws IOException {
        for (String content : List.of("first", "second")) {
            log.write(path("_last_checkpoint"), List.of(content).iterator(), true, configuration);
        }
        assertThat(folder.resolve("_last_checkpoint")).hasContent("second");
    }

    @Test
    void actionsThatFailLeaveNothing() {
        Iterator<String> failing = Stream.of("1", "x")
                .map(text -> Integer.toString(Integer.parseInt(text)))
                .iterator();
        assertThatThrownBy(() -> log.write(path("0.json"), failing, false, configuration))
                .isInstanceOf(NumberFormatException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLogThatIsNotThereIsNotMade() {
        assertThatThrownBy(() -> write("missing/0.json", "{}"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("No such folder: " + folder.resolve("missing"));
    }

    /** As a server of files answers a repeated request whose first answer was lost. */
    @Test
    void aLinkThatIsThereAlreadyIsOurs() throws IOException {
        try (NewFile file = NewFile.of(folder.resolve("new"), List.of("{}").iterator())) {
            Files.createLink(folder.resolve("0.json"), file.path());
            assertThat(file.isLinkedAs(folder.resolve("0.json"))).isTrue();
        }
        assertThat(folder.resolve("new")).doesNotExist();
    }

    /** The kernel's own file system has no hard links, nor does FAT. */
    @Test
    void aFileSystemWithoutHardLinksIsRefused() throws IOException {
        try (NewFile file = NewFile.of(folder.resolve("new"), List.of("{}").iterator())) {
            assertThatThrownBy(() -> file.isLinkedAs(Path.of("/proc/0.json")))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Cannot write /proc/0.json: no hard link could be made (")
                    .hasMessageEndingWith(
                            "), and without them two processes could replace each other's commits. Put the lake on a file"
                                    + " system that has them (not FAT or exFAT), or on s3a:// or hdfs://.");
        }
    }

    private void write(String name, String... actions) throws IOException {
        log.write(path(name), List.of(actions).iterator(), false, configuration);
    }

    private org.apache.hadoop.fs.Path path(String name) {
        return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
    }
}
