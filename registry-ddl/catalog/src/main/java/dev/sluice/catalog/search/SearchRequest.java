package dev.sluice.catalog.search;

import dev.sluice.problem.VocabularyError;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is looked for.
 *
 * @param text words that must all be there, as typed; empty for everything
 * @param filters of {@link Facet} names to the value that it must have
 * @param page from 1
 */
public record SearchRequest(String text, SortedMap<String, String> filters, int page) {
    static final int PAGE = 50;
    private static final int MOST_CHARACTERS = 200;
    private static final int LAST_PAGE = 10_000;

    public SearchRequest {
        if (text.length() > MOST_CHARACTERS) {
            throw VocabularyError.invalid(
                    "Invalid search: it has " + text.length() + " characters. Write at most " + MOST_CHARACTERS + ".");
        }
        if (page < 1 || page > LAST_PAGE) {
            throw VocabularyError.invalid("Invalid page: " + page + ". It is between 1 and " + LAST_PAGE + ".");
        }
        filters = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(filters));
    }

    public static SearchRequest of(String text) {
        return new SearchRequest(text, new TreeMap<>(), 1);
    }

    public SearchRequest with(String facet, String value) {
        SortedMap<String, String> more = new TreeMap<>(filters);
        more.put(Facet.checked(facet), value);
        return new SearchRequest(text, more, page);
    }

    public SearchRequest withPage(int other) {
        return new SearchRequest(text, filters, other);
    }
}
