package dev.sluice.jobs;

import dev.sluice.command.Findings;
import dev.sluice.feature.FeatureView;
import dev.sluice.gate.QualityGate;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.transform.LakeSession;
import dev.sluice.transform.ViewComputation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The check of a project: first what the parser tells, then, in a session, what the sources' columns tell. */
final class ProjectCheck {
    private final Project project;
    private final Set<String> mistakes = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();

    ProjectCheck(Project project) {
        this.project = project;
    }

    Findings findings() {
        project.views().forEach(this::parse);
        if (mistakes.isEmpty()) {
            project.views().forEach(this::analyse);
        }
        return new Findings(List.copyOf(mistakes), List.copyOf(unknown));
    }

    private void parse(FeatureView view) {
        attempt(() -> ViewComputation.check(project, view));
        attempt(() -> QualityGate.of(view));
    }

    private void analyse(FeatureView view) {
        attempt(() ->
                ViewComputation.of(LakeSession.local(), project, view).analyse().ifPresent(unknown::add));
    }

    private void attempt(Runnable check) {
        try {
            check.run();
        } catch (SluiceException mistake) {
            mistakes.add(mistake.getMessage());
        }
    }
}
