package dev.sluice.airflow;

import java.util.List;
import java.util.Optional;

/**
 * A scheduler of DAGs. Threads may share it; every call ends within its patience.
 *
 * <p>After a failure nothing has changed there, unless it is an {@link dev.sluice.problem.UnknownOutcomeException}.
 */
public interface Airflow {
    /** The server's release, as {@code 3.3.2}. */
    String version();

    Health health();

    /** The DAGs whose ids begin so, by id. */
    List<Dag> dags(String prefix);

    Optional<Dag> dag(String dagId);

    /** Lets nothing of the DAG begin any more: what is in work ends. */
    void pause(String dagId);

    void unpause(String dagId);

    /**
     * Starts a run. The same trigger again is the run that is there already, also when the first answer was lost.
     *
     * @throws dev.sluice.problem.SluiceException {@link AirflowError#CONFLICT} when another run has its id or logical date
     */
    DagRun trigger(Trigger trigger);

    Optional<DagRun> run(DagRunId id);

    /** The newest runs of a DAG, newest first. */
    List<DagRun> newest(String dagId, int most);

    /** The tasks of a run, each element of a mapped one for itself, in order of their names. */
    List<TaskRun> tasks(DagRunId id);

    /** What a task has written in one of its attempts, line by line. */
    List<String> log(DagRunId id, TaskRun task);

    /** Ends a run as failed: what is in work is stopped, the rest does not begin. */
    void end(DagRunId id);

    /** What is wrong with the files of DAGs. */
    List<ImportError> importErrors();
}
