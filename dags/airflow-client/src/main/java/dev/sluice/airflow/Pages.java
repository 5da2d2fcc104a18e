package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A list that a server gives in pages, of which it decides the length itself.
 *
 * @param path with a query that others may follow
 * @param items the member that holds a page
 */
record Pages(Session session, String path, String items, String doing) {
    private static final int PAGE = 100;

    /** The elements, or the first of them. */
    List<JsonNode> limited(int most) {
        List<JsonNode> all = new ArrayList<>();
        while (all.size() < most) {
            String query = "&limit=" + Math.min(PAGE, most - all.size()) + "&offset=" + all.size();
            JsonNode json = session.json(Call.get((path + query).replace("?&", "?"), doing));
            JsonNode page = json.path(items);
            page.forEach(all::add);
            int total = json.path("total_entries").asInt(Integer.MAX_VALUE);
            if (page.isEmpty() || all.size() >= total) {
                break;
            }
        }
        return all.size() > most ? all.subList(0, most) : all;
    }
}
