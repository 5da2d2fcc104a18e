package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dead letters that live as long as their process. */
public final class InMemoryDeadLetters implements DeadLetters {
    private final Map<List<Object>, DeadLetter> letters = new LinkedHashMap<>();

    @Override
    public synchronized List<DeadLetter> of(ViewId view) {
        return letters.values().stream()
                .filter(letter -> letter.view().equals(view))
                .toList();
    }

    @Override
    public synchronized void add(Collection<DeadLetter> added) {
        added.forEach(letter -> letters.put(List.of(letter.view(), letter.key()), letter));
    }

    @Override
    public synchronized void remove(ViewId view, Collection<String> keys) {
        keys.forEach(key -> letters.remove(List.of(view, key)));
    }
}
