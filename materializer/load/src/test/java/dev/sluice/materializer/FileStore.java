package dev.sluice.materializer;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.WriteSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store that outlives its process: it notes the key of each put in a file, and takes its time. */
final class FileStore implements OnlineStore {
    private final Path file;
    private final long pauseMillis;

    FileStore(Path file, long pauseMillis) {
        this.file = file;
        this.pauseMillis = pauseMillis;
    }

    /** The keys of all puts, in their order. */
    static List<String> keys(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public WriteSummary write(Collection<? extends OnlineChange> changes) {
        List<String> lines =
                changes.stream().map(change -> change.key().entityKey()).toList();
        try {
            Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Thread.sleep(pauseMillis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new WriteSummary(changes.size(), 0, 0);
    }

    @Override
    public Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void prepare() {}

    @Override
    public void describe(StoreDescription description) {}

    @Override
    public StoreDescription description() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
