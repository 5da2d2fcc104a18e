package dev.sluice.catalog.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service, all that is known of it. */
public record ServicePage(
        Head service,
        List<Use> uses,
        List<Output> features,
        List<VersionRow> versions,
        Lineage lineage,
        Readers readers,
        List<Snippet> snippets)
        implements Page {
    /**
     * What it is called, and how it stands.
     *
     * @param state the worst of its views'
     * @param registration applied, changed or new
     * @param values what its training sets show: served or fresh
     * @param keys what a request names
     */
    public record Head(
            String name,
            int version,
            String description,
            String owner,
            Map<String, String> tags,
            String state,
            String registration,
            String values,
            List<String> keys) {}

    /**
     * A view that it uses.
     *
     * @param view with the version that is used now
     * @param pinned whether the service names that version; else it follows the active one
     * @param as the prefix of its features' names; null when they keep their own
     * @param on the request's column of each key
     */
    public record Use(String view, boolean pinned, @Nullable String as, Map<String, String> on, ViewState state) {}

    /** A feature as it comes out. */
    public record Output(String name, String type, String view, String feature, boolean pii) {}
}
