package dev.sluice.reconciliation;

import dev.sluice.materializer.InMemoryMaterializationLog;
import dev.sluice.materializer.Materialization;
import dev.sluice.materializer.MaterializationResult;
import dev.sluice.materializer.MaterializedView;
import dev.sluice.materializer.MaterializerOptions;
import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.online.dynamodb.DynamoOptions;
import dev.sluice.online.dynamodb.FaultyDynamo;
import dev.sluice.online.dynamodb.LocalDynamo;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One fault at one rate: a materialization in a process of its own is killed in the middle while others read, is taken up
 * under the same faults, and at last without them.
 */
final class FaultTrial implements AutoCloseable {
    static final DynamoOptions OPTIONS = new DynamoOptions(
            4, Duration.ofMillis(NetworkFault.ATTEMPT_MILLIS), Duration.ofSeconds(5), Duration.ofSeconds(5), 16, 0);

    private static final int KEYS = 100;
    private static final int CHUNK = 5;
    private static final int FATAL_WRITE = 8;

    /** The exit status of a process after signal 9. */
    private static final int KILLED = 128 + 9;

    private static final Instant NOW = Instant.parse("2001-03-05T00:00:00Z");

    private final NetworkFault fault;
    private final int percent;
    private final Path folder;
    private final String table = LocalDynamo.newTable();
    private final Random random = new Random(7);
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicReference<@Nullable ChildJvm> child = new AtomicReference<>();
    private final FaultyDynamo writing = FaultyDynamo.before(LocalDynamo.ENDPOINT, this::writer);
    private final FaultyDynamo reading = FaultyDynamo.before(LocalDynamo.ENDPOINT, this::faulty);
    private final InMemoryMaterializationLog log = new InMemoryMaterializationLog();
    private final DeltaFixture latest;
    private volatile boolean active;

    FaultTrial(NetworkFault fault, int percent, Path folder) {
        this.fault = fault;
        this.percent = percent;
        this.folder = folder;
        this.latest = DeltaFixture.create(folder.resolve("latest"), ModelStore.VIEW);
    }

    private static LatestRow[] rows(int day) {
        return IntStream.range(0, KEYS)
                .mapToObj(i -> LatestRow.of("A" + i, (long) day, day / 2.0).at("2001-03-0" + day + "T00:00:00Z"))
                .toArray(LatestRow[]::new);
    }

    private FaultyDynamo.@Nullable Answer faulty(FaultyDynamo.Call call) throws IOException, InterruptedException {
        boolean struck;
        synchronized (random) {
            struck = active && random.nextInt(100) < percent;
        }
        return struck ? fault.answer(call) : call.answer();
    }

    /** Kills the process that writes in the middle: at its eighth batch of some twenty. */
    private FaultyDynamo.@Nullable Answer writer(FaultyDynamo.Call call) throws IOException, InterruptedException {
        ChildJvm running = child.get();
        if (running != null && !call.operation().startsWith("BatchGet") && writes.incrementAndGet() == FATAL_WRITE) {
            running.process().destroyForcibly();
        }
        return faulty(call);
    }

    /** @param kills whether a process of its own is begun first, and killed */
    FaultResult run(int reads, boolean kills) {
        long undisturbed = prepare();
        Readers readers = new Readers(reading.endpoint(), table, allRows(), fault != NetworkFault.STALE_READ);
        latest.merge(rows(3));
        active = true;
        readers.start(reads);
        boolean killed = kills && isKilledInAProcess();
        materialize(OPTIONS);
        tryToWriteOlderRows();
        readers.await();
        long attemptsOfReaders = reading.attempts();
        active = false;
        boolean finished = materialize(DynamoOptions.DEFAULTS);
        return new FaultResult(
                fault,
                percent,
                counts(readers),
                killed,
                readers.longestMillis(),
                attemptsOfReaders / (double) reads,
                (writing.attempts() - undisturbed) / (double) undisturbed,
                finished);
    }

    /** Version 1 is brought to the store; the requests that this takes. */
    private long prepare() {
        latest.insert(rows(2));
        try (OnlineStore store = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table)) {
            store.prepare();
        }
        if (!materialize(DynamoOptions.DEFAULTS)) {
            throw new AssertionError("Without faults it must succeed");
        }
        return writing.attempts();
    }

    private boolean materialize(DynamoOptions dynamo) {
        try (OnlineStore store = DynamoOnlineStore.open(writing.endpoint(), table, dynamo)) {
            Materialization.of(store, log, options(folder)).run(view(folder));
            return true;
        } catch (SluiceException e) {
            return false;
        }
    }

    /** Whether it was killed, and has not failed before. */
    private boolean isKilledInAProcess() {
        try (ChildJvm started = ChildJvm.start(
                folder.resolve("child.txt"), Child.class, folder.toString(), writing.endpoint(), table)) {
            child.set(started);
            int status = started.exitStatus();
            child.set(null);
            return status == KILLED;
        }
    }

    private void tryToWriteOlderRows() {
        try (OnlineStore store = DynamoOnlineStore.open(writing.endpoint(), table, OPTIONS)) {
            store.write(List.of(rows(2)).subList(0, 10).stream()
                    .map(ModelStore::item)
                    .map(item -> new OnlineItem(item.key(), item.value(), 1, 1, null))
                    .map(OnlineChange.Put::new)
                    .toList());
        } catch (SluiceException e) {
            // It failed as a whole or in part; what it may not do is checked afterwards.
        }
    }

    private FaultResult.Counts counts(Readers readers) {
        try (DynamoOnlineStore store = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table)) {
            Map<ItemKey, OnlineItem> held = store.current(keys());
            long lost = keys().stream().filter(key -> !held.containsKey(key)).count();
            long older = List.of(rows(3)).stream()
                    .map(ModelStore::item)
                    .filter(item ->
                            held.containsKey(item.key()) && held.get(item.key()).eventMicros() < item.eventMicros())
                    .count();
            long differing = Reconciliation.of(
                            store, log, ReconciliationOptions.defaults(folder).withReplayClock(NOW))
                    .compare(view(folder), difference -> {})
                    .differences();
            return new FaultResult.Counts(lost, older + readers.older(), readers.notFound(), readers.torn(), differing);
        }
    }

    /** Without an expiry, as in a replay. */
    private static Set<OnlineItem> allRows() {
        return Stream.concat(Stream.of(rows(2)), Stream.of(rows(3)))
                .map(ModelStore::item)
                .map(item -> new OnlineItem(item.key(), item.value(), item.eventMicros(), item.createdMicros(), null))
                .collect(Collectors.toSet());
    }

    private static List<ItemKey> keys() {
        return IntStream.range(0, KEYS).mapToObj(i -> ModelStore.key("A" + i)).toList();
    }

    private static MaterializedView view(Path folder) {
        return MaterializedView.of(ModelStore.VIEW, folder.resolve("latest").toString());
    }

    private static MaterializerOptions options(Path folder) {
        return MaterializerOptions.defaults(folder.resolve("jobs.db"))
                .withChunkSize(CHUNK)
                .withReplayClock(NOW);
    }

    @Override
    public void close() {
        writing.close();
        reading.close();
    }

    /** The process that is killed; what fails before it tries again, as a scheduler does. */
    static final class Child {
        private static final int TRIES = 5;

        private Child() {}

        private static void run(Materialization materialization, MaterializedView view) {
            try {
                materialization.run(view);
            } catch (SluiceException e) {
                // It goes on where it stopped, with the next try.
            }
        }

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            InMemoryMaterializationLog log = new InMemoryMaterializationLog();
            log.record(new MaterializationResult(
                    ModelStore.VIEW.id(), -1, 1, WriteSummary.NONE, NOW, NOW, WriteUsage.NONE, 0));
            try (OnlineStore store = DynamoOnlineStore.open(arguments[1], arguments[2], OPTIONS)) {
                for (int tries = 0; tries < TRIES; tries++) {
                    run(Materialization.of(store, log, options(folder)), view(folder));
                }
            }
        }
    }
}
