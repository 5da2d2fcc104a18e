package dev.sluice.logstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file under a name that nobody else uses, whole and on the disk; closing takes that name away. */
record NewFile(Path path) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NewFile.class);

    /** A line for each action, as Delta's protocol asks for. */
    static NewFile of(Path path, Iterator<String> actions) throws IOException {
        NewFile file = new NewFile(path);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (actions.hasNext()) {
                write(channel, (actions.next() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            channel.force(true);
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /**
     * Gives it another name; not, when that is another file's.
     *
     * <p>A server of files may have made the link and its answer may be lost: so what the name stands for counts, not the answer.
     */
    boolean isLinkedAs(Path name) throws IOException {
        try {
            Files.createLink(name, path);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            if (Files.exists(name) && Files.isSameFile(name, path)) {
                return true;
            }
            if (e instanceof FileAlreadyExistsException) {
                return false;
            }
            throw new IOException(
                    "Cannot write " + name + ": no hard link could be made (" + e.getMessage()
                            + "), and without them two processes could replace each other's commits."
                            + " Put the lake on a file system that has them (not FAT or exFAT), or on s3a:// or hdfs://.",
                    e);
        }
    }

    /** A name that stays is seen by nobody, and the commit stands. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("Cannot delete {}, which is not needed any more", path, e);
        }
    }
}
