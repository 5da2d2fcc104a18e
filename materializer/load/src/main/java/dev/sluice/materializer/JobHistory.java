package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;

/** The attempts to bring one view to one store. */
final class JobHistory {
    private static final int LOOKED_AT = 50;

    private final BatchJobs jobs;
    private final String store;
    private final ViewId view;

    JobHistory(BatchJobs jobs, String store, ViewId view) {
        this.jobs = jobs;
        this.store = store;
        this.view = view;
    }

    /** Marks as failed what a killed process left running. Only for the holder of the view's lease. */
    void recover() {
        jobs.repository().findRunningJobExecutions(Attempt.jobName(view)).stream()
                .filter(execution ->
                        Attempt.of(execution.getJobParameters()).view().equals(view))
                .forEach(jobs.operator()::recover);
    }

    /** The newest attempt, if it failed and can be taken up again. */
    Optional<Attempt> failed() {
        return executions()
                .findFirst()
                .filter(execution ->
                        execution.getStatus() == BatchStatus.FAILED || execution.getStatus() == BatchStatus.STOPPED)
                .map(JobHistory::attempt);
    }

    /** The id of the latest table whose version this was, if a recent attempt reached for it. */
    Optional<String> tableAt(long version) {
        return executions()
                .map(JobHistory::attempt)
                .filter(attempt -> attempt.to() == version)
                .map(Attempt::table)
                .findFirst();
    }

    /** An attempt that was not made before. */
    Attempt next(String table, long from, long to) {
        Attempt attempt = new Attempt(store, view, table, from, to, 1);
        while (jobs.repository().getJobInstance(Attempt.jobName(view), attempt.parameters()) != null) {
            attempt = attempt.again();
        }
        return attempt;
    }

    private Stream<JobExecution> executions() {
        List<JobInstance> instances = jobs.repository().getJobInstances(Attempt.jobName(view), 0, LOOKED_AT);
        return instances.stream()
                .map(jobs.repository()::getLastJobExecution)
                .filter(Objects::nonNull)
                .filter(execution -> attempt(execution).store().equals(store)
                        && attempt(execution).view().equals(view));
    }

    private static Attempt attempt(JobExecution execution) {
        return Attempt.of(execution.getJobParameters());
    }
}
