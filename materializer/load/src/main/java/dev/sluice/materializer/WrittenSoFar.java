package dev.sluice.materializer;

import dev.sluice.online.WriteUsage;
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
    private WriteUsage elsewhere = WriteUsage.NONE;

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

    /** The same, of what another process has written. */
    synchronized void advance(String partition, Tally tally, WriteUsage usage) {
        elsewhere = elsewhere.plus(usage);
        advance(partition, tally);
    }

    /** What other processes have taken of the store since this run began. */
    synchronized WriteUsage usageElsewhere() {
        return elsewhere;
    }

    /** What to tell when the store fails at the chunk that follows. */
    RuntimeException failed(RuntimeException cause) {
        Attempt attempt = delivery.attempt();
        Tally before = sum();
        return MaterializerError.STORE_FAILED.problem(
                "Cannot materialize " + attempt.view() + ": the online store failed at chunk " + (before.chunks() + 1)
                        + " of version " + attempt.to() + ", " + before.rows() + " rows after the start: "
                        + Reason.of(cause) + " Run 'sluice materialize " + attempt.view()
                        + "' again: it goes on where it stopped.",
                cause);
    }

    synchronized Tally sum() {
        return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    }
}
