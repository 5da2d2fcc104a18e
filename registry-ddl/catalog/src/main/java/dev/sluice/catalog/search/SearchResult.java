package dev.sluice.catalog.search;

import java.util.List;

/**
 * What was found.
 *
 * @param total how much in all
 * @param documents those of the page that was asked for, the best first
 * @param facets counted over all that was found
 */
public record SearchResult(int total, List<SearchDocument> documents, List<Facet> facets) {
    public SearchResult {
        documents = List.copyOf(documents);
        facets = List.copyOf(facets);
    }

    /** How many pages there are, at least one. */
    public int pages() {
        return Math.max(1, (total + SearchRequest.PAGE - 1) / SearchRequest.PAGE);
    }
}
