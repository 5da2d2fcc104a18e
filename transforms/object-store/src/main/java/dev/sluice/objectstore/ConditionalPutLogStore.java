package dev.sluice.objectstore;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/**
 * Delta's log on S3: a commit is one PUT with {@code If-None-Match: *}, which the store takes for one writer of a version and
 * refuses to every other, in whatever process.
 *
 * <p>A store that does not know the header would let a second writer replace a commit. So the first commit of a process to a
 * bucket tries it on an object of its own, and is refused there.
 *
 * <p>Named in {@code spark.delta.logStore.s3a.impl}. Threads may share it.
 */
public final class ConditionalPutLogStore extends HadoopFileSystemLogStore {
    public ConditionalPutLogStore(Configuration configuration) {
        super(configuration);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        byte[] content = content(actions);
        FileSystem files = path.getFileSystem(configuration);
        if (overwrite) {
            try (OutputStream stream = files.create(path, true)) {
                stream.write(content);
            }
        } else {
            create(files, path, content);
        }
    }

    private static void create(FileSystem files, Path path, byte[] content) throws IOException {
        if (!(files instanceof S3AFileSystem store)) {
            throw new IOException("Cannot write " + path + ": "
                    + files.getClass().getName() + " is not S3A, which this log store needs.");
        }
        ConditionalPut put = ConditionalPut.of(store);
        put.requireKnown(path.getParent());
        if (!put.create(path, content)) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    /** A line for each action, as Delta's protocol asks for. */
    private static byte[] content(Iterator<String> actions) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (actions.hasNext()) {
            bytes.writeBytes(actions.next().getBytes(StandardCharsets.UTF_8));
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    /** An object is there whole or not at all. */
    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
        return false;
    }
}
