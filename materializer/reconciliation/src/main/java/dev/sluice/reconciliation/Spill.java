package dev.sluice.reconciliation;

import dev.sluice.feature.ViewId;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Items of differing buckets in a file for each group, gone when it is closed. Threads may add at once. */
final class Spill implements AutoCloseable {
    /** The bytes of an item in a file, beside those of its key and value. */
    static final int FRAME = 2 * Integer.BYTES + 3 * Long.BYTES + 1;

    private static final int MOST_BUFFER = 16 << 10;
    private static final int ALL_BUFFERS = 32 << 20;

    /** What an item in it is. */
    enum Side {
        /** A row of latest at the version that was materialized. */
        EXPECTED,
        /** What the store held. */
        HELD,
        /** What a later commit of latest puts. */
        PUT_LATER,
        /** A key that a later commit of latest removes. */
        REMOVED_LATER
    }

    private final Path folder;
    private final ViewId view;
    private final int flushAt;
    private final ByteArrayOutputStream[] buffers;

    private Spill(Path folder, ViewId view, int groups) {
        this.folder = folder;
        this.view = view;
        this.flushAt = Math.min(MOST_BUFFER, ALL_BUFFERS / Math.max(1, groups));
        this.buffers = new ByteArrayOutputStream[groups];
        for (int group = 0; group < groups; group++) {
            buffers[group] = new ByteArrayOutputStream(0);
        }
    }

    static Spill in(Path parent, ViewId view, int groups) {
        try {
            Files.createDirectories(parent);
            return new Spill(Files.createTempDirectory(parent, "reconcile-"), view, groups);
        } catch (IOException e) {
            throw noRoom(view, parent, e);
        }
    }

    void add(int group, Side side, OnlineItem item) {
        try {
            synchronized (buffers[group]) {
                write(new DataOutputStream(buffers[group]), side, item);
                if (buffers[group].size() >= flushAt) {
                    flush(group);
                }
            }
        } catch (IOException e) {
            throw noRoom(view, folder, e);
        }
    }

    private static void write(DataOutputStream out, Side side, OnlineItem item) throws IOException {
        byte[] key = item.key().entityKey().getBytes(StandardCharsets.UTF_8);
        Long expiresAt = item.expiresAt();
        out.writeByte(side.ordinal());
        out.writeLong(item.eventMicros());
        out.writeLong(item.createdMicros());
        out.writeLong(expiresAt == null ? Long.MIN_VALUE : expiresAt);
        out.writeInt(key.length);
        out.write(key);
        out.writeInt(item.value().length);
        out.write(item.value());
    }

    private void flush(int group) throws IOException {
        Files.write(file(group), buffers[group].toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        buffers[group].reset();
    }

    /** Reads a group, after all was added. */
    void read(int group, BiConsumer<Side, OnlineItem> items) {
        try {
            flush(group);
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(file(group)), MOST_BUFFER))) {
                for (int side = in.read(); side >= 0; side = in.read()) {
                    items.accept(Side.values()[side], item(in));
                }
            }
            Files.delete(file(group));
        } catch (IOException e) {
            throw noRoom(view, folder, e);
        }
    }

    private OnlineItem item(DataInputStream in) throws IOException {
        long eventMicros = in.readLong();
        long createdMicros = in.readLong();
        long expiresAt = in.readLong();
        String key = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        byte[] value = in.readNBytes(in.readInt());
        @Nullable Long expiry = expiresAt == Long.MIN_VALUE ? null : Long.valueOf(expiresAt);
        return new OnlineItem(new ItemKey(key, view), value, eventMicros, createdMicros, expiry);
    }

    private Path file(int group) {
        return folder.resolve("group-" + group);
    }

    private static RuntimeException noRoom(ViewId view, Path folder, IOException cause) {
        return ReconciliationError.NO_ROOM.problem(
                "Cannot reconcile " + view + ": what differs cannot be kept in " + folder + " while it is compared ("
                        + cause.getMessage() + "). It takes at most the bytes of the differing buckets, twice.",
                cause);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
