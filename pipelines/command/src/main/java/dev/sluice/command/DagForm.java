package dev.sluice.command;

import dev.sluice.project.Project;

/** What DAGs are written as. */
enum DagForm {
    /** JSON, of which {@code sluice_dags.py} builds them. */
    MANIFEST(".manifest.json"),
    /** Python that stands for itself. */
    PYTHON("_dags.py");

    private final String ending;

    DagForm(String ending) {
        this.ending = ending;
    }

    /** The name of the file that holds a project's DAGs. */
    String file(Project project) {
        return project.name() + ending;
    }
}
