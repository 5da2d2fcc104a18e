package dev.sluice.materializer.feed;

import dev.sluice.online.ServedView;
import dev.sluice.problem.SluiceException;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A view's latest table, as it was when it was opened. Threads may share it.
 *
 * <p>What cannot be read is a {@link SluiceException} of {@link FeedError}, which names the table or the file.
 */
public final class LatestTable {
    private final TableFolder folder;
    private final LatestColumns columns;
    private final SnapshotImpl newest;

    private LatestTable(TableFolder folder, LatestColumns columns, SnapshotImpl newest) {
        this.folder = folder;
        this.columns = columns;
        this.newest = newest;
    }

    /** Opens the table and checks that it has the view's columns. */
    public static LatestTable open(ServedView view, TableLocation location) {
        return open(view, location, "materialize");
    }

    /**
     * The same for another purpose.
     *
     * @param purpose what cannot be done where the table cannot be read, as the verb of messages
     */
    public static LatestTable open(ServedView view, TableLocation location, String purpose) {
        TableFolder folder = TableFolder.of(view.id(), location, purpose);
        return folder.reading(() -> open(LatestColumns.of(view), folder));
    }

    private static LatestTable open(LatestColumns columns, TableFolder folder) {
        try {
            Table table = Table.forPath(folder.engine(), folder.path());
            SnapshotImpl newest = (SnapshotImpl) table.getLatestSnapshot(folder.engine());
            check(newest.getMetadata(), folder);
            columns.check(newest.getSchema(folder.engine()), folder);
            return new LatestTable(folder, columns, newest);
        } catch (TableNotFoundException e) {
            throw folder.missing(e);
        }
    }

    private static void check(Metadata metadata, TableFolder folder) {
        String mapping = metadata.getConfiguration().getOrDefault("delta.columnMapping.mode", "none");
        if (!metadata.getPartitionColNames().isEmpty() || !mapping.equals("none")) {
            throw FeedError.UNFIT_TABLE.problem(folder.cannot() + "its latest table at " + folder.path()
                    + " is partitioned or maps its columns' names, which Sluice's never is. Delete the folder and run"
                    + " 'sluice run' to build it anew.");
        }
    }

    /** Where other processes find it. */
    public TableLocation location() {
        return folder.location();
    }

    public long version() {
        return newest.getVersion(folder.engine());
    }

    /** Tells this table from one that took its place. */
    public String id() {
        return newest.getMetadata().getId();
    }

    /** All rows of the newest version, file by file. */
    public Feed rows() {
        return folder.reading(() -> rows(newest));
    }

    /**
     * The feed from one version to another, -1 for all rows of {@code to}; empty when the table no longer has what it takes
     * (its log or files were cleaned up).
     */
    public Optional<Feed> feed(long from, long to) {
        return folder.reading(() -> from < 0 ? rows(to) : changes(from, to)).filter(this::isWhole);
    }

    private Optional<Feed> changes(long from, long to) {
        return new CommitRange(folder, from, to).segments().map(segments -> Feed.of(from, to, segments));
    }

    private Optional<Feed> rows(long version) {
        try {
            Table table = Table.forPath(folder.engine(), folder.path());
            return Optional.of(rows((SnapshotImpl) table.getSnapshotAsOfVersion(folder.engine(), version)));
        } catch (KernelException e) {
            return Optional.empty();
        }
    }

    private boolean isWhole(Feed feed) {
        return feed.segments().stream()
                .flatMap(segment -> segment.files().stream())
                .allMatch(folder::has);
    }

    private Feed rows(SnapshotImpl snapshot) {
        long version = snapshot.getVersion(folder.engine());
        List<FeedSegment> segments = files(snapshot).stream()
                .sorted(Comparator.comparing(FeedFile::path))
                .map(file -> new FeedSegment(version, List.of(file)))
                .toList();
        return Feed.of(-1, version, segments);
    }

    private List<FeedFile> files(SnapshotImpl snapshot) {
        ScanImpl scan = (ScanImpl) snapshot.getScanBuilder(folder.engine()).build();
        List<FeedFile> files = new ArrayList<>();
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(folder.engine(), true)) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> rows = batches.next().getRows()) {
                    rows.forEachRemaining(row -> files.add(
                            new LogAction(row.getStruct(row.getSchema().indexOf("add")))
                                    .file(folder, FeedFile.Kind.INSERTED)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Reads a feed of this table from a position on. */
    public FeedReader read(Feed feed, FeedPosition position, Expiry expiry) {
        return read(feed, FeedShare.ALL, position, expiry);
    }

    /**
     * Reads a share of a feed of this table, from a position in it on. All rows are dealt by files, if there are enough;
     * otherwise each reader reads all files and keeps to its keys.
     */
    public FeedReader read(Feed feed, FeedShare share, FeedPosition position, Expiry expiry) {
        RowItems items = new RowItems(folder, columns, expiry);
        FeedShare keys = feed.keysOf(share);
        return new FeedReader(
                feed.dealt(share), position, segment -> new SegmentReader(folder, columns, items, keys, segment));
    }
}
