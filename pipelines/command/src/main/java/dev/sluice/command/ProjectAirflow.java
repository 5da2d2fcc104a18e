package dev.sluice.command;

import dev.sluice.airflow.Airflow;
import dev.sluice.airflow.AirflowAccess;
import dev.sluice.airflow.AirflowError;
import dev.sluice.airflow.Dag;
import dev.sluice.airflow.DagRun;
import dev.sluice.airflow.DagRunId;
import dev.sluice.airflow.HttpAirflow;
import dev.sluice.problem.NearestName;
import dev.sluice.project.Project;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project's DAGs in its Airflow: {@code PROJECT__hourly}, {@code PROJECT__daily}, {@code PROJECT__backfill}. */
record ProjectAirflow(Project project, Airflow airflow) {
    private static final String SEPARATOR = "__";

    /** The Airflow that sluice.yaml names; it is asked nothing yet. */
    static ProjectAirflow of(Project project) {
        AirflowAccess access = AirflowAccess.of(project.settings().airflow(), System.getenv());
        return new ProjectAirflow(project, HttpAirflow.of(access, Clock.systemUTC()));
    }

    /** How the ids of the project's DAGs begin. */
    String prefix() {
        return project.name() + SEPARATOR;
    }

    /** The DAG of a whole id, or of the project by the rest of its id. */
    Dag dag(String name) {
        return airflow.dag(prefix() + name)
                .or(() -> airflow.dag(name))
                .orElseThrow(() -> AirflowError.NOT_FOUND.problem(
                        "Cannot find the DAG '" + name + "' in Airflow, nor '" + prefix() + name + "'." + known(name)));
    }

    private String known(String name) {
        List<String> ids = airflow.dags(prefix()).stream()
                .map(dag -> dag.id().substring(prefix().length()))
                .toList();
        if (ids.isEmpty()) {
            return " It has no DAG of this project: put what `sluice dags compile` writes where Airflow reads its DAGs.";
        }
        return NearestName.hint(name, ids);
    }

    /** The run of this id, or the newest. */
    DagRun run(Dag dag, @Nullable String runId) {
        if (runId == null) {
            return airflow.newest(dag.id(), 1).stream()
                    .findFirst()
                    .orElseThrow(() -> AirflowError.NOT_FOUND.problem("Cannot find a run of " + dag.id()
                            + ": it has none yet. Start one with `sluice dags trigger " + dag.id() + "`."));
        }
        DagRunId id = new DagRunId(dag.id(), runId);
        return airflow.run(id)
                .orElseThrow(() -> AirflowError.NOT_FOUND.problem("Cannot find the run " + id
                        + " in Airflow. `sluice dags watch " + dag.id() + "` shows the newest."));
    }
}
