package dev.sluice.materializer;

import dev.sluice.materializer.feed.FeedShare;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Has a partition written by other processes, order by order; the job notes the position after each. */
final class ShareTasklet implements Tasklet {
    /** A killed job begins its partitions again where their last orders began; a position inside a file is read up to. */
    private static final int CHUNKS_OF_AN_ORDER = 200;

    private final ShareWorkers workers;
    private final Delivery delivery;
    private final FeedShare share;
    private final MaterializerOptions options;
    private final WrittenSoFar all;

    ShareTasklet(
            ShareWorkers workers, Delivery delivery, FeedShare share, MaterializerOptions options, WrittenSoFar all) {
        this.workers = workers;
        this.delivery = delivery;
        this.share = share;
        this.options = options;
        this.all = all;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        String partition = contribution.getStepExecution().getStepName();
        ExecutionContext kept = contribution.getStepExecution().getExecutionContext();
        Tally before = Tally.of(kept);
        all.begin(partition, before);
        ShareOrder order = order(kept);
        ShareOutcome outcome = carriedOut(order);
        keepLetters(order, outcome);
        Tally after = before.plus(new Tally(outcome.rows(), outcome.chunks(), outcome.written()));
        after.keepIn(kept);
        FeedItemReader.keep(outcome.position(), kept);
        all.advance(partition, after, outcome.usage());
        return RepeatStatus.continueIf(!outcome.isEnd());
    }

    private ShareOrder order(ExecutionContext kept) {
        Attempt attempt = delivery.attempt();
        return new ShareOrder(
                attempt.view(),
                delivery.table().location(),
                delivery.feed().fromVersion(),
                delivery.feed().toVersion(),
                share,
                FeedItemReader.position(kept),
                options.chunkSize(),
                CHUNKS_OF_AN_ORDER,
                options.deadLetters().of(attempt.view()));
    }

    private ShareOutcome carriedOut(ShareOrder order) {
        try {
            return workers.write(order);
        } catch (RuntimeException e) {
            throw MaterializerError.WORKERS_FAILED.problem(
                    "Cannot materialize " + order.view() + ": the processes that write its rows failed at share "
                            + (share.index() + 1) + " of " + share.of() + ": " + Reason.of(e)
                            + " Run the same command again: it goes on where it stopped.",
                    e);
        }
    }

    private void keepLetters(ShareOrder order, ShareOutcome outcome) {
        Set<String> open = outcome.letters().stream().map(DeadLetter::key).collect(Collectors.toSet());
        List<String> settled = order.letters().stream()
                .map(DeadLetter::key)
                .filter(key -> !open.contains(key))
                .toList();
        List<DeadLetter> added = outcome.letters().stream()
                .filter(letter -> !order.letters().contains(letter))
                .toList();
        if (!settled.isEmpty()) {
            options.deadLetters().remove(order.view(), settled);
        }
        if (!added.isEmpty()) {
            options.deadLetters().add(added);
        }
    }
}
