package dev.sluice.materializer.feed;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of one file, in its order; stands before the first until it is advanced. */
final class FileRows implements AutoCloseable {
    private final TableFolder folder;
    private final FeedFile file;
    private final CloseableIterator<ColumnarBatch> batches;
    private final int changeType;
    private @Nullable ColumnarBatch batch;
    private int row;

    private FileRows(TableFolder folder, FeedFile file, CloseableIterator<ColumnarBatch> batches, int changeType) {
        this.folder = folder;
        this.file = file;
        this.batches = batches;
        this.changeType = changeType;
    }

    static FileRows open(TableFolder folder, FeedFile file, StructType columns) {
        StructType schema = file.kind() == FeedFile.Kind.CHANGED ? LatestColumns.withChangeType(columns) : columns;
        try {
            return new FileRows(folder, file, folder.read(file, schema), columns.length());
        } catch (IOException | RuntimeException e) {
            throw folder.unreadable(file, e);
        }
    }

    /** Goes to the next row; false when there is none. */
    boolean advance() {
        row++;
        while (batch == null || row >= batch.getSize()) {
            if (!nextBatch()) {
                return false;
            }
        }
        return true;
    }

    private boolean nextBatch() {
        try {
            if (!batches.hasNext()) {
                return false;
            }
            batch = batches.next();
            row = 0;
            return true;
        } catch (RuntimeException e) {
            throw folder.unreadable(file, e);
        }
    }

    FeedFile file() {
        return file;
    }

    int row() {
        return row;
    }

    ColumnVector column(int ordinal) {
        if (batch == null) {
            throw new IllegalStateException("Advance before you read.");
        }
        return batch.getColumnVector(ordinal);
    }

    /** Whether this is a row as it was after the commit; otherwise as it was before. */
    boolean isAfter() {
        return switch (file.kind()) {
            case INSERTED -> true;
            case DELETED -> false;
            case CHANGED -> isAfter(column(changeType).getString(row));
        };
    }

    private boolean isAfter(@Nullable String change) {
        return switch (String.valueOf(change)) {
            case "insert", "update_postimage" -> true;
            case "delete", "update_preimage" -> false;
            default ->
                throw FeedError.UNFIT_ROW.problem(
                        folder.cannot() + "file " + file.path()
                                + " of its latest table has a row whose _change_type is '" + change
                                + "', which Delta does not know. Delete the folder of latest and run 'sluice run' to build it anew.");
        };
    }

    @Override
    public void close() {
        try {
            batches.close();
        } catch (IOException e) {
            throw folder.unreadable(file, e);
        }
    }
}
