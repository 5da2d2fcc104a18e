package dev.sluice.materializer.feed;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one segment as steps. */
final class SegmentReader implements AutoCloseable {
    private final TableFolder folder;
    private final LatestColumns columns;
    private final RowItems items;
    private final Iterator<FeedFile> files;
    private final KeyFates fates;
    private @Nullable FileRows rows;

    SegmentReader(TableFolder folder, LatestColumns columns, Expiry expiry, FeedSegment segment) {
        this.folder = folder;
        this.columns = columns;
        this.items = new RowItems(folder, columns, expiry);
        this.files = segment.files().iterator();
        this.fates = fates(segment);
    }

    /** Reads the keys and times of a segment that replaces rows; the rows themselves are read afterwards. */
    private KeyFates fates(FeedSegment segment) {
        KeyFates result = new KeyFates();
        if (segment.replaces()) {
            segment.files().forEach(file -> meet(result, file));
        }
        return result;
    }

    private void meet(KeyFates result, FeedFile file) {
        try (FileRows at = FileRows.open(folder, file, columns.times())) {
            while (at.advance()) {
                String key = items.key(at).entityKey();
                if (at.isAfter()) {
                    result.after(key, items.time(at));
                } else {
                    result.before(key, items.time(at));
                }
            }
        }
    }

    /** What the next row does to its key, in order; null after the last. */
    @Nullable
    List<OnlineChange> next() {
        FileRows at = advanced();
        while (at != null) {
            List<OnlineChange> step = at.isAfter() ? put(at) : delete(at);
            if (!step.isEmpty()) {
                return step;
            }
            at = advanced();
        }
        return null;
    }

    private @Nullable FileRows advanced() {
        while (rows == null || !rows.advance()) {
            close();
            if (!files.hasNext()) {
                return null;
            }
            rows = FileRows.open(folder, files.next(), columns.all());
        }
        return rows;
    }

    /** A store keeps the newer of two rows, so one that turned back is put after what it replaces is deleted. */
    private List<OnlineChange> put(FileRows at) {
        OnlineItem item = items.item(at);
        OnlineChange put = new OnlineChange.Put(item);
        RowTime newer = fates.turnedBackFrom(item.key().entityKey());
        return newer == null ? List.of(put) : List.of(delete(item.key(), newer), put);
    }

    private List<OnlineChange> delete(FileRows at) {
        ItemKey key = items.key(at);
        return fates.vanished(key.entityKey()) ? List.of(delete(key, items.time(at))) : List.of();
    }

    private static OnlineChange delete(ItemKey key, RowTime time) {
        return new OnlineChange.Delete(key, time.eventMicros(), time.createdMicros());
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
