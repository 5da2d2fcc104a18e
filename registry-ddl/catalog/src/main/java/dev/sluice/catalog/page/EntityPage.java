package dev.sluice.catalog.page;

import java.util.List;
import java.util.Map;

/** An entity and what describes it. */
public record EntityPage(
        String name,
        String description,
        String owner,
        Map<String, String> tags,
        boolean pii,
        List<String> keys,
        String registration,
        List<ViewState> views)
        implements Page {}
