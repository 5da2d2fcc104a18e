package dev.sluice.online.benchmark.load;

import dev.sluice.online.OnlineItem;
import java.util.List;

/** A way to write rows to a table. */
interface Contender extends AutoCloseable {
    String name();

    /** Writes a chunk; several threads do so at the same time. */
    void write(List<OnlineItem> chunk);

    @Override
    void close();
}
