package dev.sluice.materializer;

import dev.sluice.materializer.feed.FeedShare;
import dev.sluice.online.DaemonThreads;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.partition.support.AbstractPartitionHandler;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Runs the partitions of a step at the same time, each with a share of the feed and a position of its own. Their number is
 * that with which the job was first started.
 */
final class Partitions extends AbstractPartitionHandler {
    /** Where Spring Batch keeps their number, in the context of the step that has them. */
    private static final String COUNT = "SimpleStepExecutionSplitter.GRID_SIZE";

    private final BiFunction<String, FeedShare, Step> steps;

    /** @param steps the step of a partition, by its name and share */
    Partitions(int count, BiFunction<String, FeedShare, Step> steps) {
        setGridSize(count);
        this.steps = steps;
    }

    /** Partitions by their numbers, from which their shares follow: nothing else need be kept. */
    static Partitioner numbered() {
        return count -> {
            Map<String, ExecutionContext> contexts = new HashMap<>();
            for (int i = 0; i < count; i++) {
                contexts.put(Integer.toString(i), new ExecutionContext());
            }
            return contexts;
        };
    }

    /** How many partitions a step was divided into. */
    static int count(StepExecution divided) {
        return (int) divided.getExecutionContext().getLong(COUNT, 0);
    }

    static String name(int partition) {
        return MaterializationJob.WRITE + ":" + partition;
    }

    @Override
    protected Set<StepExecution> doHandle(StepExecution divided, Set<StepExecution> partitions) throws Exception {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(1, partitions.size()), DaemonThreads.named("materialize"));
        try {
            Set<Future<StepExecution>> running = new HashSet<>();
            for (StepExecution partition : partitions) {
                running.add(threads.submit(() -> executed(partition, count(divided))));
            }
            return ended(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Set<StepExecution> ended(Set<Future<StepExecution>> running)
            throws InterruptedException, ExecutionException {
        Set<StepExecution> ended = new HashSet<>();
        for (Future<StepExecution> partition : running) {
            ended.add(partition.get());
        }
        return ended;
    }

    private StepExecution executed(StepExecution partition, int count) throws Exception {
        String name = partition.getStepName();
        int index = Integer.parseInt(name.substring(name.indexOf(':') + 1));
        steps.apply(name, new FeedShare(index, count)).execute(partition);
        return partition;
    }
}
