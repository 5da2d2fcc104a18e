package dev.sluice.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** The links of what {@code sluice lineage} answers. */
final class LineageLinks {
    private LineageLinks() {}

    /** The links to a thing, as "from usages witness". */
    static List<String> into(JsonNode lineage, String to) {
        return StreamSupport.stream(lineage.path("links").spliterator(), false)
                .filter(link -> link.path("to").asText().equals(to))
                .map(link -> link.path("from").asText() + " " + link.path("usages") + " "
                        + link.path("witness").asText())
                .map(text -> text.replace("\"", ""))
                .toList();
    }
}
