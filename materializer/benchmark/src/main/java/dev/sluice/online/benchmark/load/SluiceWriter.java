package dev.sluice.online.benchmark.load;

import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import java.util.List;

/** Our store. */
record SluiceWriter(OnlineStore store) implements Contender {
    @Override
    public String name() {
        return "sluice";
    }

    @Override
    public void write(List<OnlineItem> chunk) {
        store.write(chunk.stream().map(OnlineChange.Put::new).toList());
    }

    @Override
    public void close() {
        store.close();
    }
}
