package dev.sluice.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.logstore.CommitRacer;
import dev.sluice.project.StorageSettings;
import dev.sluice.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SeveralWritersTest {
    private static final int COMMITS = 40;

    @TempDir
    private static Path folder;

    private static S3StandIn s3;

    @BeforeAll
    static void start() {
        System.setProperty("aws.accessKeyId", "nobody");
        System.setProperty("aws.secretKey", "nothing");
        s3 = S3StandIn.start(folder.resolve("s3"));
    }

    @AfterAll
    static void stop() {
        s3.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretKey");
    }

    @Test
    void aLakeOnS3LetsExactlyOneWriterMakeACommitAndIsLeftAsItWas() throws IOException {
        assertThat(SeveralWriters.of("s3a://lake/one", s3.settings().hadoopOptions()))
                .isEqualTo(new CommitSafety(
                        true,
                        "of 8 writers of one commit exactly one was let in, 4 times out of 4"
                                + " (ConditionalPutLogStore)."));
        Configuration configuration = configuration(s3.settings());
        org.apache.hadoop.fs.Path lake = new org.apache.hadoop.fs.Path("s3a://lake/one");
        assertThat(lake.getFileSystem(configuration).exists(lake)).isFalse();
    }

    @Test
    void aFolderOfThisMachineDoes() throws IOException {
        Path lake = Files.createDirectories(folder.resolve("local"));
        assertThat(SeveralWriters.of(lake.toString(), Map.of()))
                .isEqualTo(new CommitSafety(
                        true, "of 8 writers of one commit exactly one was let in, 4 times out of 4 (LinkLogStore)."));
        assertThat(lake).isEmptyDirectory();
    }

    @Test
    void aStoreThatDoesNotKnowConditionalWritesIsRefused() throws IOException {
        try (ConditionalProxy proxy = ConditionalProxy.forgetful(s3.direct())) {
            StorageSettings settings = S3StandIn.settings(proxy.endpoint());
            CommitSafety found = SeveralWriters.of("s3a://forgetful/lake", settings.hadoopOptions());
            assertThat(found.isSafe()).isFalse();
            assertThat(found.reason())
                    .contains(
                            "The store of s3a://forgetful does not know conditional writes (If-None-Match): two writers"
                                    + " could replace each other's commits. Use a store that does, as AWS S3.");
            Configuration configuration = configuration(settings);
            assertThatThrownBy(() -> new ConditionalPutLogStore(configuration)
                            .write(
                                    new org.apache.hadoop.fs.Path(
                                            "s3a://forgetful/t/_delta_log/00000000000000000000.json"),
                                    List.of("{}").iterator(),
                                    false,
                                    configuration))
                    .hasMessageContaining("does not know conditional writes");
        }
    }

    @Test
    void aCommitWhoseAnswerWasLostHasHappenedAndIsOfItsWriter() throws IOException {
        try (ConditionalProxy mute = ConditionalProxy.mute(s3.direct());
                ConditionalProxy failing = ConditionalProxy.failing(s3.direct())) {
            assertCommitsOnce(mute, "s3a://lake/mute/_delta_log");
            assertCommitsOnce(failing, "s3a://lake/failing/_delta_log");
        }
    }

    private static void assertCommitsOnce(ConditionalProxy proxy, String folder) throws IOException {
        Configuration configuration = configuration(S3StandIn.settings(proxy.endpoint()));
        configuration.set("fs.s3a.attempts.maximum", "1");
        configuration.set("fs.s3a.impl.disable.cache", "true");
        ConditionalPutLogStore log = new ConditionalPutLogStore(configuration);
        org.apache.hadoop.fs.Path commit = CommitRacer.commit(folder, 0);
        log.write(commit, List.of("first").iterator(), false, configuration);
        assertThatThrownBy(() -> log.write(commit, List.of("second").iterator(), false, configuration))
                .isInstanceOf(FileAlreadyExistsException.class);
        try (var stream = commit.getFileSystem(configuration).open(commit)) {
            assertThat(new String(stream.readAllBytes())).isEqualTo("first\n");
        }
    }

    @Test
    void aStoreThatIsNotThereIsAReasonNotAnException() {
        CommitSafety found = SeveralWriters.of(
                "s3a://nowhere/x", S3StandIn.settings("http://127.0.0.1:1").hadoopOptions());
        assertThat(found.isSafe()).isFalse();
        assertThat(found.reason())
                .startsWith("commits to s3a://nowhere/x could not be tried: ")
                .endsWith("Check 'lake' and 'storage' in sluice.yaml, and the credentials in the environment.");
    }

    /** Two processes begin each commit at the same moment: it is of one of them, and that one knows. */
    @Test
    @Timeout(180)
    void ofTwoProcessesThatRaceEachCommitIsOfExactlyOne() throws IOException {
        String log = "s3a://lake/race/_delta_log";
        List<ChildJvm> racers = CommitRacer.race(
                folder,
                List.of("one", "other"),
                List.of("-XX:TieredStopAtLevel=1", "-Daws.accessKeyId=nobody", "-Daws.secretKey=nothing"),
                List.of(ConditionalPutLogStore.class.getName(), log, Integer.toString(COMMITS)),
                s3.settings().hadoopOptions());
        List<Integer> ofOne = CommitRacer.won(racers.get(0));
        List<Integer> ofOther = CommitRacer.won(racers.get(1));
        assertThat(ofOne).noneMatch(ofOther::contains);
        assertThat(ofOne.size() + ofOther.size()).isEqualTo(COMMITS);
        Configuration configuration = configuration(s3.settings());
        for (int number = 0; number < COMMITS; number++) {
            org.apache.hadoop.fs.Path path = CommitRacer.commit(log, number);
            String winner = ofOne.contains(number) ? "one" : "other";
            try (var stream = path.getFileSystem(configuration).open(path)) {
                assertThat(new String(stream.readAllBytes())).isEqualTo(CommitRacer.content(winner, number));
            }
        }
    }

    static Configuration configuration(StorageSettings settings) {
        Configuration configuration = new Configuration();
        settings.hadoopOptions().forEach(configuration::set);
        return configuration;
    }
}
