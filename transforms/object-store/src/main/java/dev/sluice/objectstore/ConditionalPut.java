package dev.sluice.objectstore;

import com.amazonaws.AmazonServiceException;
import com.amazonaws.SdkClientException;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.model.ObjectMetadata;
import com.amazonaws.services.s3.model.PutObjectRequest;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/** Writes an object unless there is one, in one request that the store decides. */
final class ConditionalPut {
    private static final int ANOTHER_IS_THERE = 412;
    private static final int ANOTHER_IS_BEING_WRITTEN = 409;
    private static final int STORE_FAILED = 500;
    private static final int MOST_TRIES = 10;
    private static final long PAUSE_MILLIS = 100;

    /** The buckets of this process that were seen to refuse a second writer. */
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private final S3AFileSystem store;
    private final AmazonS3 client;

    private ConditionalPut(S3AFileSystem store, AmazonS3 client) {
        this.store = store;
        this.client = client;
    }

    /** With the connection, credentials and encryption that the file system has. */
    static ConditionalPut of(S3AFileSystem store) {
        return new ConditionalPut(store, store.getAmazonS3ClientForTesting("a conditional put"));
    }

    /** Refuses a store that lets a second writer replace an object all the same. */
    void requireKnown(Path folder) throws IOException {
        String bucket = store.getConf().get("fs.s3a.endpoint", "") + " " + store.getUri();
        if (KNOWN.contains(bucket)) {
            return;
        }
        Path trial = new Path(folder, ".second-writer-" + UUID.randomUUID());
        try {
            create(trial, new byte[] {1});
            if (create(trial, new byte[] {2})) {
                throw new IOException("The store of " + store.getUri()
                        + " does not know conditional writes (If-None-Match): two writers could replace each other's"
                        + " commits. Use a store that does, as AWS S3.");
            }
            KNOWN.add(bucket);
        } finally {
            store.delete(trial, false);
        }
    }

    /**
     * Whether this object is there now; not, when it is another's.
     *
     * <p>An answer that was lost, a failure of the store that came after the write, or the client's own repetition of a request
     * that had succeeded, shows in the object: it is the one that was to be written. So contents must differ between writers.
     */
    boolean create(Path path, byte[] content) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                client.putObject(request(path, content));
                return true;
            } catch (AmazonServiceException e) {
                boolean isUnknown = e.getStatusCode() >= STORE_FAILED && isThere(path);
                if (e.getStatusCode() == ANOTHER_IS_THERE || isUnknown) {
                    return holds(path, content);
                }
                if (e.getStatusCode() != ANOTHER_IS_BEING_WRITTEN || tries == MOST_TRIES) {
                    throw failed(path, e);
                }
                pause();
            } catch (SdkClientException e) {
                if (isThere(path)) {
                    return holds(path, content);
                }
                throw failed(path, e);
            }
        }
    }

    private PutObjectRequest request(Path path, byte[] content) {
        String key = store.pathToKey(path);
        ObjectMetadata metadata = store.getRequestFactory().newObjectMetadata(content.length);
        PutObjectRequest request =
                store.getRequestFactory().newPutObjectRequest(key, metadata, new ByteArrayInputStream(content));
        request.putCustomRequestHeader("If-None-Match", "*");
        return request;
    }

    private boolean isThere(Path path) throws IOException {
        return store.exists(path);
    }

    private boolean holds(Path path, byte[] content) throws IOException {
        try (InputStream stream = store.open(path)) {
            return Arrays.equals(stream.readAllBytes(), content);
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    private static IOException failed(Path path, Exception cause) {
        return new IOException("Cannot write " + path + ": " + cause.getMessage(), cause);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("stopped while another writer was at work");
        }
    }
}
