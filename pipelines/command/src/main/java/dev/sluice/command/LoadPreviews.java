package dev.sluice.command;

import dev.sluice.materializer.MaterializationPreview;
import dev.sluice.problem.SluiceException;
import java.util.List;

/**
 * What bringing views to the online store would write.
 *
 * @param problems of views whose rows are at fault
 * @param isNewTable whether the store has no table yet, so that it could be imported
 */
record LoadPreviews(List<MaterializationPreview> views, List<SluiceException> problems, boolean isNewTable) {
    LoadPreviews {
        views = List.copyOf(views);
        problems = List.copyOf(problems);
    }

    MaterializationPreview.Amounts sum() {
        return views.stream()
                .map(MaterializationPreview::amounts)
                .reduce(MaterializationPreview.Amounts.NONE, MaterializationPreview.Amounts::plus);
    }
}
