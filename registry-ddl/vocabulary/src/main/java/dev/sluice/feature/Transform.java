package dev.sluice.feature;

import dev.sluice.problem.VocabularyError;

/** How a view's rows come from its sources. */
public sealed interface Transform {
    /** A Spark SQL query over views named as the sources, with the parameters {@code :start} and {@code :end}. */
    record Sql(String file, String text) implements Transform {
        public Sql {
            if (text.isBlank()) {
                throw VocabularyError.invalid("Invalid transform: " + file + " is empty. Write one SELECT.");
            }
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
}
