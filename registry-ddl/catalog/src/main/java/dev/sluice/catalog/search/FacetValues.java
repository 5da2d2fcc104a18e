package dev.sluice.catalog.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What documents say of each facet, as numbers, so that a hundred thousand of them are counted in milliseconds. Not changed
 * once it is made: threads may share it.
 */
final class FacetValues {
    private static final int MOST_VALUES = 12;

    private final List<Column> columns;

    /**
     * One facet.
     *
     * @param values all that occur
     * @param places of each of the values
     * @param ofDocuments of each document the places of its values
     */
    private record Column(String facet, List<String> values, Map<String, Integer> places, int[][] ofDocuments) {
        static Column of(String facet, List<Map<String, List<String>>> documents) {
            Column column = new Column(facet, new ArrayList<>(), new HashMap<>(), new int[documents.size()][]);
            for (int i = 0; i < documents.size(); i++) {
                column.ofDocuments[i] = documents.get(i).getOrDefault(facet, List.of()).stream()
                        .mapToInt(column::place)
                        .toArray();
            }
            return column;
        }

        private int place(String value) {
            return places.computeIfAbsent(value, added -> {
                values.add(added);
                return values.size() - 1;
            });
        }

        IntPredicate says(String value) {
            Integer place = places.get(value);
            return place == null
                    ? document -> false
                    : document -> IntStream.of(ofDocuments[document]).anyMatch(place::equals);
        }

        Facet counted(int[] found) {
            int[] counts = new int[values.size()];
            for (int document : found) {
                for (int place : ofDocuments[document]) {
                    counts[place]++;
                }
            }
            return new Facet(
                    facet,
                    IntStream.range(0, counts.length)
                            .filter(place -> counts[place] > 0)
                            .mapToObj(place -> new Facet.Count(values.get(place), counts[place]))
                            .sorted(Comparator.comparingInt(Facet.Count::count)
                                    .reversed()
                                    .thenComparing(Facet.Count::value))
                            .limit(MOST_VALUES)
                            .toList());
        }
    }

    private FacetValues(List<Column> columns) {
        this.columns = columns;
    }

    static FacetValues of(List<SearchDocument> documents) {
        List<Map<String, List<String>>> values =
                documents.stream().map(Facet::values).toList();
        return new FacetValues(
                Facet.NAMES.stream().map(name -> Column.of(name, values)).toList());
    }

    /** Which documents have these values of facets. */
    IntPredicate passing(Map<String, String> filters) {
        IntPredicate all = document -> true;
        for (Column column : columns) {
            String value = filters.get(column.facet());
            all = value == null ? all : all.and(column.says(value));
        }
        return all;
    }

    /** How often each value occurs among these documents, the most frequent ones. */
    List<Facet> counted(int[] found) {
        return columns.stream().map(column -> column.counted(found)).toList();
    }
}
