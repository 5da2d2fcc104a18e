package dev.sluice.materializer;

import dev.sluice.materializer.feed.FeedShare;
import dev.sluice.materializer.feed.FeedStep;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.WriteUsage;
import java.util.List;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/**
 * The job of two steps: {@code write} brings the feed to the store in partitions and chunks, {@code record} notes in the log that it is
 * there. So a job that is complete was recorded, and one that was killed in between records without writing again.
 *
 * <p>The steps hold no transaction of the job's database while the store works; each note of a position is one of its own.
 */
final class MaterializationJob {
    static final String WRITE = "write";
    private static final String RECORD = "record";

    private final OnlineStore store;
    private final MaterializationLog log;
    private final MaterializerOptions options;
    private final BatchJobs jobs;

    MaterializationJob(OnlineStore store, MaterializationLog log, MaterializerOptions options, BatchJobs jobs) {
        this.store = store;
        this.log = log;
        this.options = options;
        this.jobs = jobs;
    }

    /** Runs an attempt, from where it stopped if it was begun before, and returns what it recorded. */
    MaterializationResult run(Delivery delivery) {
        Attempt attempt = delivery.attempt();
        WrittenSoFar all = new WrittenSoFar(delivery, options.progress());
        RecordTasklet recording = new RecordTasklet(log, attempt, jobs.repository(), options.clock());
        WriteUsage before = store.usage();
        JobExecution execution;
        try {
            execution = jobs.operator().start(job(delivery, recording, all), attempt.parameters());
        } catch (Exception e) {
            throw new JobFailure(attempt).of(List.of(e));
        }
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw new JobFailure(attempt).of(execution.getAllFailureExceptions());
        }
        return recording.result().with(store.usage().since(before).plus(all.usageElsewhere()), openLetters(attempt));
    }

    private int openLetters(Attempt attempt) {
        return options.deadLetters().of(attempt.view()).size();
    }

    private Job job(Delivery delivery, RecordTasklet recording, WrittenSoFar all) {
        return new JobBuilder(Attempt.jobName(delivery.attempt().view()), jobs.repository())
                .start(writing(delivery, all))
                .next(recording(recording))
                .build();
    }

    private Step writing(Delivery delivery, WrittenSoFar all) {
        return new StepBuilder(WRITE, jobs.repository())
                .partitioner(WRITE, Partitions.numbered())
                .partitionHandler(new Partitions(
                        delivery.partitions(options), (name, share) -> writing(delivery, name, share, all)))
                .build();
    }

    private Step writing(Delivery delivery, String name, FeedShare share, WrittenSoFar all) {
        ShareWorkers workers = options.workers();
        return workers == null
                ? writingHere(delivery, name, share, all)
                : new StepBuilder(name, jobs.repository())
                        .tasklet(
                                new ShareTasklet(workers, delivery, share, options, all),
                                new ResourcelessTransactionManager())
                        .build();
    }

    private Step writingHere(Delivery delivery, String name, FeedShare share, WrittenSoFar all) {
        return new StepBuilder(name, jobs.repository())
                .<FeedStep, FeedStep>chunk(options.chunkSize())
                .transactionManager(new ResourcelessTransactionManager())
                .reader(new FeedItemReader(delivery, share))
                .writer(new OnlineItemWriter(name, new ChunkWriter(delivery.view(), store, options.deadLetters()), all))
                .build();
    }

    private Step recording(RecordTasklet recording) {
        return new StepBuilder(RECORD, jobs.repository())
                .tasklet(recording, new ResourcelessTransactionManager())
                .build();
    }
}
