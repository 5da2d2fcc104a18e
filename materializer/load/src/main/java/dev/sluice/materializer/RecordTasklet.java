package dev.sluice.materializer;

import dev.sluice.online.WriteUsage;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Records in the log what the step before has written, over all executions of the attempt. */
final class RecordTasklet implements Tasklet {
    private final MaterializationLog log;
    private final Attempt attempt;
    private final JobRepository repository;
    private final Clock clock;
    private final Instant startedAt;
    private @Nullable MaterializationResult result;

    RecordTasklet(MaterializationLog log, Attempt attempt, JobRepository repository, Clock clock) {
        this.log = log;
        this.attempt = attempt;
        this.repository = repository;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        MaterializationResult written = result(WrittenSoFar.noted(
                repository, contribution.getStepExecution().getJobExecution().getJobInstance()));
        log.record(written);
        result = written;
        return RepeatStatus.FINISHED;
    }

    private MaterializationResult result(Tally tally) {
        return new MaterializationResult(
                attempt.view(),
                attempt.from(),
                attempt.to(),
                tally.written(),
                startedAt,
                clock.instant(),
                WriteUsage.NONE,
                0);
    }

    /** What was recorded; only after the step has completed. */
    MaterializationResult result() {
        return Objects.requireNonNull(result, "result");
    }
}
