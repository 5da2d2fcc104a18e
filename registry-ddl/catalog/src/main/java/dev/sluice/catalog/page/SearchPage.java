package dev.sluice.catalog.page;

import dev.sluice.catalog.search.SearchResult;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a search has found.
 *
 * @param filters by which it was narrowed down
 * @param page from 1
 * @param states of the views among what was found, by address
 */
public record SearchPage(
        String text, Map<String, String> filters, int page, SearchResult result, Map<String, String> states)
        implements Page {
    /** The address of the same search with one filter more. */
    public String narrowed(String facet, String value) {
        Map<String, String> more = new TreeMap<>(filters);
        more.put(facet, value);
        return address(more);
    }

    public String without(String facet) {
        Map<String, String> fewer = new TreeMap<>(filters);
        fewer.remove(facet);
        return address(fewer);
    }

    /** The address of this search, to which a page can be added. */
    public String address() {
        return address(filters) + "&";
    }

    private String address(Map<String, String> chosen) {
        StringBuilder address = new StringBuilder("/search?q=").append(encoded(text));
        chosen.forEach(
                (facet, value) -> address.append('&').append(facet).append('=').append(encoded(value)));
        return address.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
