package dev.sluice.catalog.page;

import java.util.List;

/** A view, all that is known of it. */
public record ViewPage(
        ViewHead view,
        ViewDefinition definition,
        List<FeatureRow> features,
        List<VersionRow> versions,
        Calendar calendar,
        GateHistory gate,
        Lineage lineage,
        Readers readers,
        List<Snippet> snippets)
        implements Page {
    public boolean isHourly() {
        return !calendar.months().isEmpty()
                && calendar.months().get(0).cells().get(0).partition().contains("T");
    }
}
