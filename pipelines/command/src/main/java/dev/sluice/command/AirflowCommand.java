package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.Registry;

/** A command about the project's DAGs in Airflow. */
abstract class AirflowCommand extends ProjectCommand {
    AirflowCommand(Terminal terminal) {
        super(terminal);
    }

    /** Does the work. */
    abstract Answer answer(ProjectAirflow airflow);

    @Override
    final Answer answer(Project project, Registry registry) {
        return answer(ProjectAirflow.of(project));
    }
}
