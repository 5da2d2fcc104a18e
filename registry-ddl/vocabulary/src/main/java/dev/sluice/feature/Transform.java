package dev.sluice.feature;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.TimeSpan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a view's rows come from its sources. */
public sealed interface Transform {
    /**
     * A Spark SQL query over views named as the sources, with the parameters {@code :start} and {@code :end}.
     *
     * @param formerText the text that it was written as when it got its meaning; null when it is written so now
     */
    record Sql(String file, String text, @Nullable String formerText) implements Transform {
        public Sql {
            if (text.isBlank()) {
                throw VocabularyError.invalid("Invalid transform: " + file + " is empty. Write one SELECT.");
            }
        }

        public Sql(String file, String text) {
            this(file, text, null);
        }

        /** The same query, known to mean what this text means. */
        public Sql meaning(String former) {
            return new Sql(file, text, former.strip().equals(text.strip()) ? null : former.strip());
        }

        /** The text that stands for what it means: two queries of one meaning have the same. */
        public String meaning() {
            String former = formerText;
            return former == null ? text.strip() : former;
        }
    }

    /** A class, by its full name, that implements {@code FeatureTransform} and has a public constructor without parameters. */
    record JavaClass(String className) implements Transform {
        public JavaClass {
            if (!className.matches("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*")) {
                throw VocabularyError.invalid("Invalid transform class: '" + className + "'. Give its full name.");
            }
        }
    }

    /**
     * Functions over windows of one source's rows, which are exact as of any moment.
     *
     * @param keys for each key column the source's column that holds it, where they differ
     */
    record Aggregates(Map<String, String> keys, List<Aggregation> aggregations) implements Transform {
        public Aggregates {
            keys = Map.copyOf(keys);
            aggregations = List.copyOf(aggregations);
            if (aggregations.isEmpty()) {
                throw VocabularyError.invalid("Invalid aggregations: there are none. Name at least one.");
            }
        }

        /** The source's column of a key column. */
        public String sourceColumn(String keyColumn) {
            return keys.getOrDefault(keyColumn, keyColumn);
        }

        public List<WindowFeature> features() {
            return aggregations.stream().flatMap(Aggregation::features).toList();
        }

        /** The longest window. */
        public TimeSpan longest() {
            return features().stream()
                    .map(WindowFeature::window)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }
}
