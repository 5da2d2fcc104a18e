package dev.sluice.materializer.feed;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineStoreError;
import dev.sluice.problem.SluiceException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads one segment as steps. */
final class SegmentReader implements AutoCloseable {
    private final TableFolder folder;
    private final LatestColumns columns;
    private final RowItems items;
    private final FeedShare share;
    private final Iterator<FeedFile> files;
    private final KeyFates fates;
    private @Nullable FileRows rows;

    SegmentReader(TableFolder folder, LatestColumns columns, RowItems items, FeedShare share, FeedSegment segment) {
        this.folder = folder;
        this.columns = columns;
        this.items = items;
        this.share = share;
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
                meet(result, at, at.isAfter());
            }
        }
    }

    private void meet(KeyFates result, FileRows at, boolean after) {
        try {
            String key = items.key(at).entityKey();
            if (share.hasKey(key) && after) {
                result.after(key, items.time(at));
            } else if (share.hasKey(key)) {
                result.before(key, items.time(at));
            }
        } catch (SluiceException e) {
            requireUnfitRow(e);
        }
    }

    private static void requireUnfitRow(SluiceException problem) {
        if (problem.code() != FeedError.UNFIT_ROW && !(problem.code() instanceof OnlineStoreError)) {
            throw problem;
        }
    }

    /** What the next row of this share does to its key, in order; null after the last. */
    @Nullable
    FeedStep next() {
        FileRows at = advanced();
        while (at != null) {
            FeedStep step = step(at);
            if (step != null) {
                return step;
            }
            at = advanced();
        }
        return null;
    }

    private @Nullable FeedStep step(FileRows at) {
        boolean after = at.isAfter();
        ItemKey key = null;
        try {
            key = items.key(at);
            if (!share.hasKey(key.entityKey())) {
                return null;
            }
            return after ? put(at, key) : delete(at, key);
        } catch (SluiceException e) {
            requireUnfitRow(e);
            return after ? unfit(at, key, e) : null;
        }
    }

    /** A row that has no key is told by the reader to which the empty one would fall. */
    private @Nullable FeedStep unfit(FileRows at, @Nullable ItemKey key, SluiceException why) {
        String text = key == null ? null : key.entityKey();
        return text == null && !share.hasKey("") ? null : FeedStep.of(new UnfitRow(text, why, items.record(at)));
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
    private FeedStep put(FileRows at, ItemKey key) {
        OnlineChange put = new OnlineChange.Put(items.item(at, key));
        RowTime newer = fates.turnedBackFrom(key.entityKey());
        return newer == null ? FeedStep.of(put) : FeedStep.of(delete(key, newer), put);
    }

    private @Nullable FeedStep delete(FileRows at, ItemKey key) {
        return fates.vanished(key.entityKey()) ? FeedStep.of(delete(key, items.time(at))) : null;
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
