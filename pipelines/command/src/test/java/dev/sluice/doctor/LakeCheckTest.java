package dev.sluice.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
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
                                        + " reads and writes; of 8 writers of one commit exactly one was let in, 4 times out of 4 (HDFSLogStore)."));
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
    void aLakeOnAFileSystemThatOverwritesCommitsIsBroken() throws Exception {
        LakeCheck check = new LakeCheck(
                DoctoredProject.in(folder).read(),
                Map.of("fs.AbstractFileSystem.file.impl", Overwriting.class.getName()));
        assertThat(check.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.isBroken()).isTrue())
                .satisfies(
                        finding -> assertThat(finding.message())
                                .matches(
                                        ".* cannot be relied on: of 8 writers of one commit [2-8] were told that theirs is it\\..*"));
    }

    /** A slow local file system whose renames replace what is there, as those of many network drives do. */
    static final class Overwriting extends DelegateToFileSystem {
        Overwriting(URI uri, Configuration configuration) throws Exception {
            super(URI.create("file:///"), new RawLocalFileSystem(), configuration, "file", false);
        }

        @Override
        public void renameInternal(
                org.apache.hadoop.fs.Path source, org.apache.hadoop.fs.Path target, boolean overwrite)
                throws IOException {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            super.renameInternal(source, target, true);
        }

        @Override
        public int getUriDefaultPort() {
            return -1;
        }
    }
}
