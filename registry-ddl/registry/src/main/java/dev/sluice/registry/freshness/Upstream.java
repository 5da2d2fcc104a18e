package dev.sluice.registry.freshness;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import java.util.List;
import java.util.Optional;

/** Which sources of a project are tables of its own views. */
public record Upstream(Project project) {
    /** The view whose table a source is; empty for any other source. */
    public Optional<FeatureView> of(Source source) {
        if (source.format() != SourceFormat.DELTA) {
            return Optional.empty();
        }
        LakeLayout lake = LakeLayout.of(project.folder(), project.settings().lake());
        String location = LakeLayout.of(project.folder(), source.path()).root();
        return project.views().stream()
                .filter(view -> lake.features(view.id()).equals(location))
                .findFirst();
    }

    /** The views whose tables a view reads. */
    public List<FeatureView> of(FeatureView view) {
        return view.computation().sources().stream()
                .flatMap(use -> of(project.source(use.source())).stream())
                .toList();
    }
}
