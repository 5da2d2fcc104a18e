package dev.sluice.orchestration;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Orchestration;
import dev.sluice.project.Project;
import java.util.List;

/** A project's DAGs, ready to be written for a scheduler. The same project gives the same bytes. */
public final class CompiledDags {
    private final Project project;
    private final List<ScheduledDag> dags;

    private CompiledDags(Project project) {
        this.project = project;
        this.dags = Schedules.of(project);
    }

    public static CompiledDags of(Project project) {
        return new CompiledDags(project);
    }

    /** What a line says of a DAG. */
    public record Summary(String id, String schedule, int views, int levels) {}

    public List<Summary> summaries() {
        return dags.stream()
                .map(dag -> new Summary(dag.id(), dag.schedule(), dag.views().size(), dag.levels()))
                .toList();
    }

    /** The manifest, which {@code sluice_dags.py} reads. */
    public Manifest manifest() {
        return new Manifest(this);
    }

    /** The same DAGs as Python that somebody can read and edit. */
    public String python() {
        return new PythonDags(this).text();
    }

    Project project() {
        return project;
    }

    Orchestration orchestration() {
        return project.settings().orchestration();
    }

    List<ScheduledDag> dags() {
        return dags;
    }

    /** The project's folder as workers see it. */
    String folder() {
        String folder = orchestration().launch().folder();
        return folder == null ? project.folder().toString() : folder;
    }

    String backfillId() {
        return project.name() + "__backfill";
    }

    List<ViewId> views() {
        return project.views().stream().map(FeatureView::id).sorted().toList();
    }
}
