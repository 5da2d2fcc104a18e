package dev.sluice.catalog.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The freshness board.
 *
 * @param states how many views are in each state
 * @param state the only state that is shown; null for all
 * @param page from 1
 * @param views those of this page, the worst first
 */
public record HomePage(
        Map<String, Integer> states, @Nullable String state, int page, int pages, List<ViewState> views)
        implements Page {}
