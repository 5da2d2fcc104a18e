package dev.sluice.catalog.page;

import dev.sluice.catalog.beyond.Neighbours;
import dev.sluice.catalog.search.SearchRequest;
import dev.sluice.registry.Registry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Makes every page. Threads may share it.
 *
 * @param clock the system's, by which runs count their seconds
 */
public record Pages(Registry registry, Neighbours neighbours, Clock clock) {
    /** @param state the only one to be shown; null for all */
    public HomePage home(Contents contents, @Nullable String state, int page) {
        return Boards.home(contents, state, page);
    }

    public SearchPage search(Contents contents, SearchRequest request) {
        return Boards.search(contents, request);
    }

    /** @param reference {@code view} for its active version, or {@code view@version} */
    public ViewPage view(Contents contents, String reference) {
        return new ViewPages(contents, registry, neighbours).page(reference);
    }

    /** @param reference {@code service} for its highest version, or {@code service@version} */
    public ServicePage service(Contents contents, String reference) {
        return new ServicePages(contents, registry).page(reference);
    }

    public SourcePage source(Contents contents, String name) {
        return new DefinitionPages(contents, registry).source(name);
    }

    public EntityPage entity(Contents contents, String name) {
        return new DefinitionPages(contents, registry).entity(name);
    }

    /** The newest runs, of one view or in one state when they are named. */
    public RunsPage runs(Contents contents, @Nullable String view, @Nullable String state) {
        return new RunPages(contents, registry, clock.instant()).runs(view, state);
    }

    public RunPage run(Contents contents, String id) {
        return new RunPages(contents, registry, clock.instant()).run(id);
    }
}
