package dev.sluice.materializer.feed;

import io.delta.kernel.Table;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.DeltaLogActionUtils.DeltaAction;
import io.delta.kernel.internal.TableImpl;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The commits of a table from the one after {@code from} to {@code to}. */
record CommitRange(TableFolder folder, long from, long to) {
    private static final String VERSION = "version";
    private static final Map<DeltaAction, FeedFile.Kind> KINDS = Map.of(
            DeltaAction.ADD, FeedFile.Kind.INSERTED,
            DeltaAction.REMOVE, FeedFile.Kind.DELETED,
            DeltaAction.CDC, FeedFile.Kind.CHANGED);

    /** Their files in the order of the commits; empty when a commit is no longer in the log. */
    Optional<List<FeedSegment>> segments() {
        Table table = Table.forPath(folder.engine(), folder.path());
        CloseableIterator<ColumnarBatch> actions;
        try {
            actions = ((TableImpl) table).getChanges(folder.engine(), from + 1, to, KINDS.keySet());
        } catch (KernelException e) {
            return Optional.empty();
        }
        try (actions) {
            return Optional.of(segments(actions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<FeedSegment> segments(CloseableIterator<ColumnarBatch> actions) throws IOException {
        SortedMap<Long, CommitFiles> commits = new TreeMap<>();
        while (actions.hasNext()) {
            try (CloseableIterator<Row> rows = actions.next().getRows()) {
                while (rows.hasNext()) {
                    collect(rows.next(), commits);
                }
            }
        }
        return commits.values().stream()
                .map(CommitFiles::segment)
                .flatMap(Optional::stream)
                .toList();
    }

    private void collect(Row row, SortedMap<Long, CommitFiles> commits) {
        long version = row.getLong(row.getSchema().indexOf(VERSION));
        for (DeltaAction kind : KINDS.keySet()) {
            int ordinal = row.getSchema().indexOf(kind.colName);
            if (!row.isNullAt(ordinal)) {
                LogAction action = new LogAction(row.getStruct(ordinal));
                if (kind == DeltaAction.CDC || action.changesData()) {
                    commits.computeIfAbsent(version, CommitFiles::new).add(action.file(folder, KINDS.get(kind)));
                }
            }
        }
    }
}
