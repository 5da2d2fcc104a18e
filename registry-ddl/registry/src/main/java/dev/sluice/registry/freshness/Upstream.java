package dev.sluice.registry.freshness;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which sources of a project are tables of its own views. Immutable. */
public final class Upstream {
    private final Project project;
    private final Map<String, FeatureView> byLocation = new HashMap<>();

    public Upstream(Project project) {
        this.project = project;
        LakeLayout lake = LakeLayout.of(project.folder(), project.settings().lake());
        project.views().forEach(view -> byLocation.put(lake.features(view.id()), view));
    }

    /** The view whose table a source is; empty for any other source. */
    public Optional<FeatureView> of(Source source) {
        return source.format() == SourceFormat.DELTA
                ? Optional.ofNullable(byLocation.get(
                        LakeLayout.of(project.folder(), source.path()).root()))
                : Optional.empty();
    }

    /** The views whose tables a view reads. */
    public List<FeatureView> of(FeatureView view) {
        return view.computation().sources().stream()
                .flatMap(use -> of(project.source(use.source())).stream())
                .toList();
    }
}
