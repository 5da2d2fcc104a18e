package dev.sluice.command;

/** What DAGs are written as. */
enum DagForm {
    /** JSON, of which {@code sluice_dags.py} builds them. */
    MANIFEST,
    /** Python that stands for itself. */
    PYTHON
}
