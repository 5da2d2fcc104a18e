package dev.sluice.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LakeCheckTest {
    @TempDir
    private Path folder;

    @Test
    void aLakeThatWorksIsLeftAsItWas() throws Exception {
        DoctoredProject project = DoctoredProject.in(folder).write("lake/features/x.txt", "x");
        assertThat(new LakeCheck(project.read(), Map.of()).findings())
                .containsExactly(
                        Finding.ok(
                                "lake",
                                folder.resolve("lake")
                                        + " reads and writes; of 8 writers of one commit exactly one was let in, 4 times out of 4 (LinkLogStore)."));
        assertThat(folder.resolve("lake"))
                .isDirectoryContaining("glob:**/features")
                .isDirectoryNotContaining("glob:**/.sluice-doctor*");
    }

    @Test
    void aLakeThatIsNotThereYetIsNotThereAfterwards() throws Exception {
        assertThat(new LakeCheck(DoctoredProject.in(folder).read(), Map.of()).findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.OK);
        assertThat(folder.resolve("lake")).doesNotExist();
    }

    @Test
    void aLakeInWhichNothingCanBeMadeIsBroken() throws Exception {
        DoctoredProject project =
                DoctoredProject.in(folder).write("taken", "a file").settings("lake: taken/lake\n");
        assertThat(new LakeCheck(project.read(), Map.of()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.isBroken()).isTrue())
                .satisfies(
                        finding -> assertThat(finding.text())
                                .startsWith(folder.resolve("taken/lake") + " cannot be relied on: commits to ")
                                .endsWith(
                                        "See that it is there, that this user may write there, and what `lake` in sluice.yaml names."));
        assertThat(Files.readString(folder.resolve("taken"))).isEqualTo("a file");
    }

    @Test
    @Timeout(60)
    void aLakeOnAFileSystemThatOverwritesCommitsIsBroken() throws Exception {
        DoctoredProject project = DoctoredProject.in(folder).settings("lake: drive://" + folder.resolve("lake") + "\n");
        LakeCheck check = new LakeCheck(
                project.read(),
                Map.of(
                        "fs.drive.impl", Drive.class.getName(),
                        "fs.AbstractFileSystem.drive.impl", OverwritingDrive.class.getName()));
        assertThat(check.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.isBroken()).isTrue())
                .satisfies(finding -> assertThat(finding.message())
                        .contains(" cannot be relied on: of 8 writers of one commit 8 were told that theirs is it."));
    }

    /** Files of this machine under another scheme; of a RawLocalFileSystem Delta's writers would wait for each other. */
    public static final class Drive extends FilterFileSystem {
        public Drive() {
            super(new RawDrive());
        }

        @Override
        public String getScheme() {
            return "drive";
        }
    }

    private static final class RawDrive extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("drive:///");
        }
    }

    /** Renames replace what is there, as those of many network drives do, and here none is made before all writers begin theirs. */
    static final class OverwritingDrive extends DelegateToFileSystem {
        private static final CyclicBarrier ALL = new CyclicBarrier(8);

        OverwritingDrive(URI uri, Configuration configuration) throws Exception {
            super(URI.create("drive:///"), new RawDrive(), configuration, "drive", false);
        }

        @Override
        public void renameInternal(
                org.apache.hadoop.fs.Path source, org.apache.hadoop.fs.Path target, boolean overwrite)
                throws IOException {
            try {
                ALL.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IOException(e);
            }
            Files.move(
                    Path.of(source.toUri().getPath()),
                    Path.of(target.toUri().getPath()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public int getUriDefaultPort() {
            return -1;
        }
    }
}
