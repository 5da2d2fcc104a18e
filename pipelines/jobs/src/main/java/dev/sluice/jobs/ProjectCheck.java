package dev.sluice.jobs;

import dev.sluice.command.Findings;
import dev.sluice.command.Findings.Likeness;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.gate.QualityGate;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.transform.LakeSession;
import dev.sluice.transform.QueryMeanings;
import dev.sluice.transform.ViewComputation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** The check of a project: first what the parser tells, then, in a session, what the sources' columns tell. */
final class ProjectCheck {
    private final Project project;
    private final Map<ViewId, String> former;
    private final Set<String> mistakes = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();

    /** @param former queries that views have had before */
    ProjectCheck(Project project, Map<ViewId, String> former) {
        this.project = project;
        this.former = former;
    }

    Findings findings() {
        project.views().forEach(this::parse);
        if (mistakes.isEmpty()) {
            project.views().forEach(this::analyse);
        }
        return mistakes.isEmpty() ? compared() : new Findings(List.copyOf(mistakes), List.copyOf(unknown));
    }

    private Findings compared() {
        QueryMeanings meanings = QueryMeanings.of(spark(), project);
        Set<ViewId> reworded = former.entrySet().stream()
                .filter(view -> meanings.isReworded(project.view(view.getKey()), view.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        List<Findings.Alike> alike = meanings.alike().stream()
                .map(features -> new Findings.Alike(
                        features.exactly() ? Likeness.SAME : Likeness.NEARLY,
                        features.features().stream().map(Object::toString).toList()))
                .toList();
        return new Findings(List.of(), List.copyOf(unknown), reworded, alike);
    }

    /** No row is computed here, so a cluster would only be waited for. */
    private SparkSession spark() {
        return LakeSession.of(project, project.settings().spark().inThisProcess());
    }

    private void parse(FeatureView view) {
        attempt(() -> ViewComputation.check(project, view));
        attempt(() -> QualityGate.of(view));
    }

    private void analyse(FeatureView view) {
        attempt(() -> ViewComputation.of(spark(), project, view).analyse().ifPresent(unknown::add));
    }

    private void attempt(Runnable check) {
        try {
            check.run();
        } catch (SluiceException mistake) {
            mistakes.add(mistake.getMessage());
        }
    }
}
