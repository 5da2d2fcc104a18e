package dev.sluice.catalog.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which word stands in which document, and how much it says there. Not changed once it is made: threads may share it. */
final class Postings {
    private static final double PREFIX = 0.7;
    private static final double ONE_SLIP = 0.5;
    private static final double TWO_SLIPS = 0.3;

    private final TreeMap<String, Entry> words = new TreeMap<>();

    /** The documents of a word and its weight in each. */
    private record Entry(int[] documents, float[] weights) {}

    /** Takes what is known of all documents. */
    static Postings of(List<Map<String, Float>> weights) {
        Map<String, List<Integer>> documents = new HashMap<>();
        for (int i = 0; i < weights.size(); i++) {
            for (String word : weights.get(i).keySet()) {
                documents.computeIfAbsent(word, first -> new ArrayList<>()).add(i);
            }
        }
        Postings postings = new Postings();
        documents.forEach((word, found) -> postings.words.put(word, entry(word, found, weights)));
        return postings;
    }

    private static Entry entry(String word, List<Integer> found, List<Map<String, Float>> weights) {
        Entry entry = new Entry(new int[found.size()], new float[found.size()]);
        for (int i = 0; i < found.size(); i++) {
            entry.documents[i] = found.get(i);
            entry.weights[i] = weights.get(found.get(i)).getOrDefault(word, 0f);
        }
        return entry;
    }

    /** The scores of all documents for a typed word: of its best reading in each, 0 where it is not. */
    float[] scores(String typed, int size) {
        float[] scores = new float[size];
        boolean known = false;
        for (Map.Entry<String, Entry> word :
                words.subMap(typed, true, typed + Character.MAX_VALUE, false).entrySet()) {
            known = true;
            add(word.getValue(), word.getKey().equals(typed) ? 1 : PREFIX, scores);
        }
        if (!known) {
            addAlike(typed, scores);
        }
        return scores;
    }

    /** Words that are spelt a little differently, when nothing is spelt so. */
    private void addAlike(String typed, float[] scores) {
        Spelling spelling = Spelling.of(typed);
        words.forEach((word, entry) -> {
            int edits = spelling.edits(word);
            if (edits > 0) {
                add(entry, edits == 1 ? ONE_SLIP : TWO_SLIPS, scores);
            }
        });
    }

    private static void add(Entry entry, double quality, float[] scores) {
        for (int i = 0; i < entry.documents.length; i++) {
            int document = entry.documents[i];
            scores[document] = Math.max(scores[document], (float) quality * entry.weights[i]);
        }
    }
}
