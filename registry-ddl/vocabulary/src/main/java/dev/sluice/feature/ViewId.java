package dev.sluice.feature;

import dev.sluice.problem.VocabularyError;
import java.io.Serializable;
import java.util.Map;

/** One version of a feature view: {@code airport_delays@1}. */
public record ViewId(String name, int version) implements Comparable<ViewId>, Serializable {
    public ViewId {
        Identifier.checked("feature view", name);
        if (version < 1) {
            throw VocabularyError.invalid(
                    "Invalid version: " + version + " of feature view " + name + ". Versions start at 1.");
        }
    }

    /** Reads {@code view@version}. */
    public static ViewId parse(String text) {
        int at = text.indexOf('@');
        if (at < 1 || !text.substring(at + 1).matches("\\d{1,9}")) {
            throw VocabularyError.invalid("Invalid feature view: '" + text + "'. Write it as view@version.");
        }
        return new ViewId(text.substring(0, at), Integer.parseInt(text.substring(at + 1)));
    }

    /** Whether this is the version that these have of the view, by its name. */
    public boolean isAmong(Map<String, Integer> versions) {
        return Integer.valueOf(version).equals(versions.get(name));
    }

    @Override
    public int compareTo(ViewId other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : Integer.compare(version, other.version);
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
