package dev.sluice.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Choices;
import dev.sluice.testing.Property;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchIndexTest {
    private final SearchIndex index = SearchIndex.of(List.of(
            feature("avg_delay_7d", "airport_delays@1", "double", "average delay in seven days"),
            feature("max_delay_7d", "route_delays@1", "long", "the longest"),
            document(
                    "feature_view",
                    "airport_delays@1",
                    "How late departures are",
                    "ops@example.com",
                    Map.of("team", "ops")),
            document("feature_view", "route_delays@1", "", "science@example.com", Map.of("team", "science")),
            document("feature_view", "delays@1", "", "", Map.of()),
            document("entity", "airport", "Ein Flughafen: Zürich", "", Map.of()),
            document("feature_service", "delayModel@1", "", "", Map.of())));

    private static SearchDocument document(
            String kind, String name, String description, String owner, Map<String, String> tags) {
        return new SearchDocument(kind, name, "", description, owner, tags, "", "/" + name);
    }

    private static SearchDocument feature(String name, String of, String type, String description) {
        return new SearchDocument("feature", name, of, description, "", Map.of(), type, "/" + of + "#" + name);
    }

    private List<String> found(String text) {
        return index.search(SearchRequest.of(text)).documents().stream()
                .map(SearchDocument::name)
                .toList();
    }

    @Test
    void theWholeNameComesBeforeNamesThatBeginSoAndThoseBeforeMentions() {
        assertThat(found("delays")).startsWith("delays@1").contains("airport_delays@1", "route_delays@1");
        assertThat(found("airport")).startsWith("airport", "airport_delays@1").contains("avg_delay_7d");
    }

    @Test
    void everyWordMustBeThere() {
        assertThat(found("delay 7d avg")).containsExactly("avg_delay_7d");
        assertThat(found("avg_delay_7d")).containsExactly("avg_delay_7d");
        assertThat(found("avg zebra")).isEmpty();
    }

    @Test
    void ownersTagsTypesDescriptionsAndCamelCaseAreWordsToo() {
        assertThat(found("science")).containsExactly("route_delays@1");
        assertThat(found("team ops")).containsExactly("airport_delays@1");
        assertThat(found("double")).containsExactly("avg_delay_7d");
        assertThat(found("zurich flughafen")).containsExactly("airport");
        assertThat(found("model")).containsExactly("delayModel@1");
    }

    @Test
    void slipsAreForgiven() {
        assertThat(found("airprot")).contains("airport", "airport_delays@1");
        assertThat(found("dleay max")).containsExactly("max_delay_7d");
        assertThat(found("scinece")).containsExactly("route_delays@1");
        assertThat(found("zzz")).isEmpty();
    }

    @Test
    void filtersNarrowDownAndFacetsCount() {
        SearchResult result =
                index.search(SearchRequest.of("").with("kind", "feature_view").with("tag", "team=ops"));

        assertThat(result.documents()).extracting(SearchDocument::name).containsExactly("airport_delays@1");
        assertThat(index.search(SearchRequest.of("")).facets().get(0).values())
                .startsWith(new Facet.Count("feature_view", 3), new Facet.Count("feature", 2));
        assertThatThrownBy(() -> SearchRequest.of("").with("knid", "x"))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Unknown filter: 'knid'. Did you mean 'kind'?");
    }

    /** The edits of one word are counted as the definition says, by trying all ways. */
    @Test
    void spellingAgreesWithTheDefinition() {
        Property.holds(
                2_000,
                choices -> List.of(word(3 + choices.below(6), choices), word(choices.below(9), choices)),
                words -> {
                    int most = words.get(0).length() < 6 ? 1 : 2;
                    int edits = distance(words.get(0), words.get(1));
                    return Spelling.of(words.get(0)).edits(words.get(1)) == (edits <= most ? edits : -1);
                });
    }

    private static String word(int length, Choices choices) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + choices.below(3)));
        }
        return word.toString();
    }

    private static int distance(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        int best = Math.min(distance(a.substring(1), b), distance(a, b.substring(1))) + 1;
        best = Math.min(best, distance(a.substring(1), b.substring(1)) + (a.charAt(0) == b.charAt(0) ? 0 : 1));
        boolean swapped = a.length() > 1 && b.length() > 1 && a.charAt(0) == b.charAt(1) && a.charAt(1) == b.charAt(0);
        return swapped ? Math.min(best, distance(a.substring(2), b.substring(2)) + 1) : best;
    }
}
