package dev.sluice.logstore;

import io.delta.storage.HDFSLogStore;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Delta's log in a folder: a commit is a hard link to a file that is already whole and on the disk. The kernel makes the link for one
 * writer of a version and refuses it to every other, in whatever process; a rename would replace the other's commit.
 *
 * <p>A commit on a file system without hard links (FAT, exFAT) fails before anything is visible.
 *
 * <p>Named in {@code spark.delta.logStore.file.impl}. Threads may share it.
 */
public final class LinkLogStore extends HDFSLogStore {
    /** The key of Spark's configuration that names the log store of folders. */
    public static final String SETTING = "spark.delta.logStore.file.impl";

    public LinkLogStore(Configuration configuration) {
        super(configuration);
    }

    @Override
    public void write(
            org.apache.hadoop.fs.Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        if (overwrite) {
            super.write(path, actions, true, configuration);
            return;
        }
        Path commit = file(path, configuration);
        Path folder = file(path.getParent(), configuration);
        if (!Files.isDirectory(folder)) {
            throw new FileNotFoundException("No such folder: " + folder);
        }
        Path whole = file(createTempPath(path), configuration);
        try (NewFile file = NewFile.of(whole, actions)) {
            if (!file.isLinkedAs(commit)) {
                throw new FileAlreadyExistsException(path.toString());
            }
        }
    }

    private static Path file(org.apache.hadoop.fs.Path path, Configuration configuration) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        File file;
        if (files instanceof LocalFileSystem checked) {
            file = checked.pathToFile(path);
        } else if (files instanceof RawLocalFileSystem raw) {
            file = raw.pathToFile(path);
        } else {
            throw new IOException("Cannot write " + path + ": "
                    + files.getClass().getName() + " is not Hadoop's local file system, which this log store needs.");
        }
        return file.toPath();
    }

    /** A commit is there whole or not at all. */
    @Override
    public Boolean isPartialWriteVisible(org.apache.hadoop.fs.Path path, Configuration configuration) {
        return false;
    }
}
