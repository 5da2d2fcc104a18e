package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.registry.database.SqlResource;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The place {@code <only>} of a statement, where its rows may be held to one view: as a condition of its own, and not one that
 * also holds when no view is asked for, so that a database goes by its index.
 */
final class OneView {
    private static final String CONDITION = SqlResource.of(OneView.class, "condition");

    private OneView() {}

    /** @param view null for all of them */
    static Query of(Query query, @Nullable ViewId view) {
        return view == null
                ? query.define("only", "")
                : query.define("only", CONDITION).bind("view", view.name()).bind("version", view.version());
    }
}
