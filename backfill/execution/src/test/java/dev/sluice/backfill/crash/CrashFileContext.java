package dev.sluice.backfill.crash;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;

/** {@link CrashFileSystem} for Hadoop's other interface, by which Delta commits. */
public final class CrashFileContext extends DelegateToFileSystem {
    public CrashFileContext(URI uri, Configuration configuration) throws IOException, URISyntaxException {
        super(uri, opened(uri, configuration), configuration, "file", false);
    }

    private static CrashFileSystem opened(URI uri, Configuration configuration) throws IOException {
        CrashFileSystem files = new CrashFileSystem();
        files.initialize(uri, configuration);
        return files;
    }
}
