package dev.sluice.catalog.page;

import dev.sluice.catalog.search.SearchDocument;
import dev.sluice.catalog.search.SearchRequest;
import dev.sluice.catalog.search.SearchResult;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.problem.VocabularyError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pages that show many things: the freshness board and what a search has found. */
final class Boards {
    private static final int PAGE = 100;

    private Boards() {}

    static HomePage home(Contents contents, @Nullable String state, int page) {
        if (state != null && !ViewStates.WORST_FIRST.contains(state)) {
            throw VocabularyError.invalid(
                    "Invalid state: '" + state + "'. It is one of " + String.join(", ", ViewStates.WORST_FIRST) + ".");
        }
        List<ViewState> all = contents.board();
        List<ViewState> asked = all.stream()
                .filter(view -> state == null || view.state().equals(state))
                .toList();
        int pages = Math.max(1, (asked.size() + PAGE - 1) / PAGE);
        int from = Math.min(asked.size(), (Math.min(page, pages) - 1) * PAGE);
        return new HomePage(
                counted(all),
                state,
                Math.min(page, pages),
                pages,
                asked.subList(from, Math.min(asked.size(), from + PAGE)));
    }

    private static Map<String, Integer> counted(List<ViewState> views) {
        Map<String, Integer> states = new LinkedHashMap<>();
        ViewStates.WORST_FIRST.forEach(state -> states.put(state, 0));
        views.forEach(view -> states.merge(view.state(), 1, Integer::sum));
        states.remove("PENDING", 0);
        return states;
    }

    static SearchPage search(Contents contents, SearchRequest request) {
        SearchResult result = contents.index().search(request);
        Map<String, String> states = new TreeMap<>();
        result.documents().stream()
                .filter(document -> document.kind().equals("feature_view"))
                .forEach(document -> states.put(document.address(), state(contents, document)));
        return new SearchPage(request.text(), request.filters(), request.page(), result, states);
    }

    private static String state(Contents contents, SearchDocument document) {
        ViewId id = ViewId.parse(document.name());
        return contents.links().views().getOrDefault(id.name(), List.<FeatureView>of()).stream()
                .filter(view -> view.id().equals(id))
                .map(view -> ViewStates.of(view, contents.freshness(id)).state())
                .findFirst()
                .orElse("PENDING");
    }
}
