package dev.sluice.logstore;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** This machine's files; of two that rename neither does so before the other has looked what is there. */
final class LookingTogether extends DelegateToFileSystem {
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    LookingTogether(URI uri, Configuration configuration) throws Exception {
        super(URI.create("file:///"), new Renaming(), configuration, "file", false);
    }

    @Override
    public int getUriDefaultPort() {
        return -1;
    }

    private static final class Renaming extends RawLocalFileSystem {
        @Override
        public boolean rename(Path source, Path target) throws IOException {
            try {
                BOTH.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IOException(e);
            }
            return super.rename(source, target);
        }
    }
}
