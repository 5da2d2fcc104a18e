package dev.sluice.reconciliation;

import dev.sluice.online.OnlineItem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * For each bucket of keys how many items it has, their bytes, and the sum of their hashes: 128 bits of SHA-256 over key,
 * times, expiry and value. Sums do not depend on the order. Threads may share them.
 */
final class BucketSums {
    private static final int COUNT = 0;
    private static final int BYTES = 1;
    private static final int FIRST = 2;
    private static final int SECOND = 3;
    private static final int CELLS = 4;
    private static final int TIMES = 3 * Long.BYTES;

    private final int buckets;
    private final AtomicLongArray cells;

    BucketSums(int buckets) {
        this.buckets = buckets;
        this.cells = new AtomicLongArray(buckets * CELLS);
    }

    int buckets() {
        return buckets;
    }

    /** The bucket of a key: the finalizer of MurmurHash3 over its text's hash. */
    int bucket(String entityKey) {
        int hash = entityKey.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return Math.floorMod(hash ^ hash >>> 16, buckets);
    }

    void add(OnlineItem item) {
        int from = bucket(item.key().entityKey()) * CELLS;
        byte[] key = item.key().entityKey().getBytes(StandardCharsets.UTF_8);
        ByteBuffer hash = ByteBuffer.wrap(hash(item, key));
        cells.incrementAndGet(from + COUNT);
        cells.addAndGet(from + BYTES, key.length + item.value().length + Spill.FRAME);
        cells.addAndGet(from + FIRST, hash.getLong());
        cells.addAndGet(from + SECOND, hash.getLong());
    }

    private static byte[] hash(OnlineItem item, byte[] key) {
        Long expiresAt = item.expiresAt();
        ByteBuffer times = ByteBuffer.allocate(TIMES + Integer.BYTES)
                .putLong(item.eventMicros())
                .putLong(item.createdMicros())
                .putLong(expiresAt == null ? Long.MIN_VALUE : expiresAt)
                .putInt(key.length);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(times.array());
            digest.update(key);
            return digest.digest(item.value());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    boolean differs(BucketSums other, int bucket) {
        for (int cell = bucket * CELLS; cell < (bucket + 1) * CELLS; cell++) {
            if (cells.get(cell) != other.cells.get(cell)) {
                return true;
            }
        }
        return false;
    }

    long bytes(int bucket) {
        return cells.get(bucket * CELLS + BYTES);
    }

    /** All items. */
    long count() {
        long count = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            count += cells.get(bucket * CELLS + COUNT);
        }
        return count;
    }
}
