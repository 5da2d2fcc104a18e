package dev.sluice.definition;

import dev.sluice.problem.Origin;
import dev.sluice.problem.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The mistakes found so far. */
final class Mistakes {
    private final List<Mistake> found = new ArrayList<>();

    void add(Origin origin, String message) {
        found.add(new Mistake(origin, message));
    }

    /** What is made, or nothing when it cannot be made: then why is a mistake at this place. */
    <T> @Nullable T collect(Origin origin, Supplier<T> made) {
        try {
            return made.get();
        } catch (SluiceException e) {
            add(origin, String.valueOf(e.getMessage()));
            return null;
        }
    }

    int count() {
        return found.size();
    }

    void throwIfAny(String project) {
        if (!found.isEmpty()) {
            throw new InvalidProjectException(
                    project, found.stream().distinct().sorted().toList());
        }
    }
}
