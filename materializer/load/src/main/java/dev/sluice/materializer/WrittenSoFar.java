package dev.sluice.materializer;

import java.util.HashMap;
import java.util.Map;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** What all partitions of an attempt have written, and who is told. Threads share it. */
final class WrittenSoFar {
    private final Delivery delivery;
    private final ProgressListener progress;
    private final Map<String, Tally> tallies = new HashMap<>();

    WrittenSoFar(Delivery delivery, ProgressListener progress) {
        this.delivery = delivery;
        this.progress = progress;
    }

    /** The tallies of a job's partitions, as they were last noted. */
    static Tally noted(JobRepository repository, JobInstance job) {
        StepExecution divided = repository.getLastStepExecution(job, MaterializationJob.WRITE);
        Tally sum = Tally.NONE;
        for (int i = 0; divided != null && i < Partitions.count(divided); i++) {
            StepExecution partition = repository.getLastStepExecution(job, Partitions.name(i));
            sum = partition == null ? sum : sum.plus(Tally.of(partition.getExecutionContext()));
        }
        return sum;
    }

    /** Takes over what a partition wrote in earlier executions. */
    synchronized void begin(String partition, Tally tally) {
        tallies.put(partition, tally);
    }

    synchronized void advance(String partition, Tally tally) {
        tallies.put(partition, tally);
        progress.advanced(
                delivery.attempt().view(), sum().rows(), delivery.feed().rows());
    }

    synchronized Tally sum() {
        return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    }
}
