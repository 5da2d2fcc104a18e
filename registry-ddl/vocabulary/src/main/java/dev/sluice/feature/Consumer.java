package dev.sluice.feature;

import dev.sluice.problem.NearestName;
import dev.sluice.problem.VocabularyError;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Who uses a service.
 *
 * @param contact where to reach whoever answers for it; empty when nothing is said
 */
public record Consumer(String name, Kind kind, String contact) {
    /** What uses it. */
    public enum Kind {
        MODEL,
        TEAM,
        APPLICATION;

        /** The kind of this name; an unknown one is an error that names the nearest. */
        public static Kind parse(String text) {
            return Stream.of(values())
                    .filter(kind -> kind.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> VocabularyError.invalid(
                            "Unknown kind '" + text + "' of a consumer." + NearestName.hint(text, names())));
        }

        private static List<String> names() {
            return Stream.of(values()).map(Kind::toString).toList();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Consumer {
        Identifier.checked("consumer", name);
    }

    String described() {
        return contact.isEmpty() ? kind.toString() : kind + ", " + contact;
    }
}
