package dev.sluice.backfill.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Options.ChecksumOpt;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.local.LocalFs;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local file system, each change of a lake a step of {@link CrashPoints}. What is written to a file is written when it is closed. */
public final class CrashFileSystem extends LocalFileSystem {
    /** Lets what is configured so use it for local files. */
    static void use(Configuration configuration) {
        configuration.set("fs.file.impl", CrashFileSystem.class.getName());
        configuration.set("fs.file.impl.disable.cache", "true");
        configuration.set("fs.AbstractFileSystem.file.impl", CrashFileContext.class.getName());
    }

    static void useNoMore(Configuration configuration) {
        configuration.unset("fs.file.impl");
        configuration.unset("fs.file.impl.disable.cache");
        configuration.set("fs.AbstractFileSystem.file.impl", LocalFs.class.getName());
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        if (!isOfLake(file)) {
            return super.create(file, permission, overwrite, buffer, replication, block, progress);
        }
        FSDataOutputStream out = CrashPoints.step(
                "create " + name(file),
                () -> super.create(file, permission, overwrite, buffer, replication, block, progress));
        return new FSDataOutputStream(new WholeWrite("write " + name(file), out), null);
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        return create(file, FsPermission.getFileDefault(), overwrite, buffer, replication, block, progress);
    }

    /** By this Delta writes its commits. */
    @Override
    protected FSDataOutputStream primitiveCreate(
            Path file,
            FsPermission permission,
            EnumSet<CreateFlag> flags,
            int buffer,
            short replication,
            long block,
            Progressable progress,
            ChecksumOpt checksum)
            throws IOException {
        return create(file, permission, flags.contains(CreateFlag.OVERWRITE), buffer, replication, block, progress);
    }

    /** By this Delta makes a commit known. */
    @Override
    @SuppressWarnings("deprecation") // Hadoop's own delegate calls it
    protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
        CrashPoints.step("commit " + name(to), () -> {
            super.rename(from, to, options);
            return to;
        });
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return isOfLake(to)
                ? CrashPoints.step("rename " + name(to), () -> super.rename(from, to))
                : super.rename(from, to);
    }

    @Override
    public boolean delete(Path file, boolean recursive) throws IOException {
        return isOfLake(file) && exists(file)
                ? CrashPoints.step("delete " + name(file), () -> super.delete(file, recursive))
                : super.delete(file, recursive);
    }

    @Override
    public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
        return isOfLake(folder) && !exists(folder)
                ? CrashPoints.step("mkdirs " + name(folder), () -> super.mkdirs(folder, permission))
                : super.mkdirs(folder, permission);
    }

    private static boolean isOfLake(Path file) {
        return file.toUri().getPath().contains("/lake/");
    }

    private static String name(Path file) {
        String path = file.toUri().getPath();
        return path.substring(path.indexOf("/lake/") + "/lake/".length())
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                .replaceAll("_[0-9]{15,}_", "_TIME_");
    }

    /** Keeps what is written until it is closed. */
    private static final class WholeWrite extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final String name;
        private final OutputStream out;
        private boolean isClosed;

        WholeWrite(String name, OutputStream out) {
            this.name = name;
            this.out = out;
        }

        @Override
        public void write(int one) {
            bytes.write(one);
        }

        @Override
        public void write(byte[] some, int from, int count) {
            bytes.write(some, from, count);
        }

        @Override
        public void close() throws IOException {
            if (!isClosed) {
                isClosed = true;
                CrashPoints.writing(name, bytes.toByteArray(), this::writeOut);
            }
        }

        private void writeOut(byte[] all, int count) throws IOException {
            out.write(all, 0, count);
            out.close();
        }
    }
}
