package dev.sluice.materializer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** The same by workers that get nothing but the bytes of their orders. */
class MaterializationElsewhereTest extends PartitionedMaterializationTest {
    @Override
    ShareWorkers workers() {
        return new ShareWorkers() {
            @Override
            public ShareOutcome write(ShareOrder order) {
                return (ShareOutcome) sent(ShareRun.execute((ShareOrder) sent(order), store));
            }

            @Override
            public int parallelism() {
                return 2;
            }
        };
    }

    @Override
    String failure() {
        return ": the network is gone. Run the same command again: it goes on where it stopped.";
    }

    /** A position is noted after an order, and the whole partition is one. */
    @Override
    int againAtMost() {
        return 30;
    }

    private static Object sent(Object message) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(message);
            }
            return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
