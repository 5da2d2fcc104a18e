package dev.sluice.materializer.feed;

import io.delta.kernel.data.Row;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file action of the table's log: add, remove or cdc. */
record LogAction(Row row) {
    private static final Pattern ROWS = Pattern.compile("\"numRecords\"\\s*:\\s*(\\d{1,18})");

    /** The file; a table with deletion vectors is refused, for the file alone does not tell its rows. */
    FeedFile file(TableFolder folder, FeedFile.Kind kind) {
        if (has("deletionVector")) {
            throw FeedError.UNFIT_TABLE.problem(folder.cannot()
                    + "its latest table uses deletion vectors, which Sluice never writes. Set"
                    + " delta.enableDeletionVectors=false on " + folder.path()
                    + " and run REORG TABLE ... APPLY (PURGE).");
        }
        return new FeedFile(
                folder.file(row.getString(ordinal("path"))),
                has("size") ? row.getLong(ordinal("size")) : 0,
                kind,
                rows());
    }

    boolean changesData() {
        return row.getBoolean(ordinal("dataChange"));
    }

    private OptionalLong rows() {
        if (!has("stats")) {
            return OptionalLong.empty();
        }
        Matcher matcher = ROWS.matcher(row.getString(ordinal("stats")));
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private boolean has(String field) {
        int ordinal = ordinal(field);
        return ordinal >= 0 && !row.isNullAt(ordinal);
    }

    private int ordinal(String field) {
        return row.getSchema().indexOf(field);
    }
}
