package dev.sluice.catalog.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds documents by words: whole ones, their beginnings and, where nothing is spelt so, their misspellings. Not changed once
 * it is made: threads may share it.
 */
public final class SearchIndex {
    private static final float NAME = 4;
    private static final float OF = 2;
    private static final float SAID = 1.5f;
    private static final float DESCRIPTION = 1;
    private static final float WHOLE_NAME = 8;
    private static final int HALF = 32;
    private static final List<String> KINDS = List.of("feature_view", "feature_service", "feature", "entity", "source");

    private final List<SearchDocument> documents;
    private final List<String> names;
    private final FacetValues facets;
    private final Postings postings;

    private SearchIndex(List<SearchDocument> documents) {
        this.documents = documents;
        this.names = documents.stream().map(document -> joined(document.name())).toList();
        this.facets = FacetValues.of(documents);
        this.postings = Postings.of(documents.stream().map(SearchIndex::weights).toList());
    }

    /** Of equally good documents the one that stands first is found first, views before services before features. */
    public static SearchIndex of(List<SearchDocument> documents) {
        return new SearchIndex(documents.stream()
                .sorted(Comparator.comparingInt(document -> KINDS.indexOf(document.kind())))
                .toList());
    }

    private static String joined(String text) {
        return String.join(" ", Words.of(text));
    }

    private static Map<String, Float> weights(SearchDocument document) {
        Map<String, Float> weights = new HashMap<>();
        put(document.name(), NAME, weights);
        put(document.of(), OF, weights);
        put(document.type(), SAID, weights);
        put(document.owner(), SAID, weights);
        document.tags().forEach((tag, value) -> put(tag + " " + value, SAID, weights));
        put(document.description(), DESCRIPTION, weights);
        return weights;
    }

    private static void put(String text, float weight, Map<String, Float> weights) {
        Words.of(text).forEach(word -> weights.merge(word, weight, Math::max));
    }

    public SearchResult search(SearchRequest request) {
        float[] scores = scores(request.text());
        IntPredicate passing = facets.passing(request.filters());
        int[] found = IntStream.range(0, documents.size())
                .filter(i -> scores[i] > 0 && passing.test(i))
                .toArray();
        long[] order = bestFirst(found, scores);
        int from = Math.min(found.length, (request.page() - 1) * SearchRequest.PAGE);
        int until = Math.min(found.length, from + SearchRequest.PAGE);
        return new SearchResult(
                found.length,
                Arrays.stream(order, from, until)
                        .mapToObj(place -> documents.get((int) place))
                        .toList(),
                facets.counted(found));
    }

    /** The bits of scores above zero are ordered as they are: the lower half is the document, the upper one falls with its score. */
    private static long[] bestFirst(int[] found, float[] scores) {
        long[] order = new long[found.length];
        for (int i = 0; i < found.length; i++) {
            long worse = Integer.MAX_VALUE - Float.floatToIntBits(scores[found[i]]);
            order[i] = worse << HALF | found[i];
        }
        Arrays.sort(order);
        return order;
    }

    /** 0 where one of the words is missing. */
    private float[] scores(String text) {
        List<String> typed = Words.of(text);
        float[] scores = new float[documents.size()];
        Arrays.fill(scores, typed.isEmpty() ? 1 : 0);
        for (int word = 0; word < typed.size(); word++) {
            float[] more = postings.scores(typed.get(word), scores.length);
            for (int i = 0; i < scores.length; i++) {
                scores[i] = more[i] == 0 || (word > 0 && scores[i] == 0) ? 0 : scores[i] + more[i];
            }
        }
        preferWholeNames(String.join(" ", typed), scores);
        return scores;
    }

    private void preferWholeNames(String typed, float[] scores) {
        for (int i = 0; i < scores.length && !typed.isEmpty(); i++) {
            if (scores[i] > 0 && names.get(i).startsWith(typed)) {
                scores[i] += names.get(i).length() == typed.length() ? WHOLE_NAME : WHOLE_NAME / 2;
            }
        }
    }
}
