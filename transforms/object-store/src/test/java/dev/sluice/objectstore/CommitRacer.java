package dev.sluice.objectstore;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Tries to make each of a number of commits, and says which are its own. */
final class CommitRacer {
    private CommitRacer() {}

    static Path path(int commit) {
        return new Path("s3a://lake/race/_delta_log/%020d.json".formatted(commit));
    }

    /** @param arguments its name, the store's endpoint, when to begin, how many commits */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Configuration configuration = SeveralWritersTest.configuration(S3StandIn.settings(arguments[1]));
        ConditionalPutLogStore log = new ConditionalPutLogStore(configuration);
        path(0).getFileSystem(configuration);
        Thread.sleep(Math.max(0, Long.parseLong(arguments[2]) - System.currentTimeMillis()));
        for (int commit = 0; commit < Integer.parseInt(arguments[3]); commit++) {
            try {
                log.write(path(commit), List.of(arguments[0] + " " + commit).iterator(), false, configuration);
                System.out.println("won " + commit);
            } catch (FileAlreadyExistsException e) {
                System.out.println("lost " + commit);
            }
        }
    }
}
