package dev.sluice.transform;

import dev.sluice.problem.SluiceException;
import java.util.List;
import java.util.Set;

/** A query over the rows of one batch, which it names {@code {batch}}, checked like a view's query. */
public record BatchQuery(String text) {
    /** The name of the temporary view that the rows must have when the query runs. */
    public static final String VIEW = "sluice_batch";

    private static final String PLACEHOLDER = "{batch}";

    /** Reads a query; {@code where} is the file and line that say it, for messages. */
    public static BatchQuery parse(String text, String where) {
        if (!text.contains(PLACEHOLDER)) {
            throw SqlCheck.invalid(where + ": Invalid query: it does not read {batch}.");
        }
        String query = text.replace(PLACEHOLDER, VIEW);
        try {
            new SqlTree(where, "the gate's", Set.of(VIEW), List.of()).requireHarmless(SqlCheck.parsed(query, where));
            return new BatchQuery(query);
        } catch (SluiceException e) {
            throw SqlCheck.invalid(inTheWordsOfASuite(String.valueOf(e.getMessage())));
        }
    }

    private static String inTheWordsOfASuite(String message) {
        return message.replace(VIEW, PLACEHOLDER)
                .replace("Declare it under sources.", "A query of the gate reads nothing else.");
    }
}
