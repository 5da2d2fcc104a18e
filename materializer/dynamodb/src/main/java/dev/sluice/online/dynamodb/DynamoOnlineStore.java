package dev.sluice.online.dynamodb;

import dev.sluice.feature.ViewId;
import dev.sluice.online.DaemonThreads;
import dev.sluice.online.Deadline;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineScan;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.Refusals;
import dev.sluice.online.ScanOptions;
import dev.sluice.online.ScanSummary;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The online store in one DynamoDB table ({@link dev.sluice.layout.OnlineTable}). Threads may share it. */
public final class DynamoOnlineStore implements OnlineStore, OnlineScan {
    private final DynamoClients clients;
    private final ExecutorService threads;
    private final DynamoTable table;
    private final DynamoReads reads;
    private final DynamoReads current;
    private final DynamoWrites writes;
    private final DynamoScans scans;
    private final DynamoDescription description;
    private final WriteMeter meter = new WriteMeter();

    private DynamoOnlineStore(DynamoClients clients, String tableName, DynamoOptions options) {
        DynamoDbClient client = clients.plain();
        DynamoCalls calls = new DynamoCalls(clients.endpoint(), tableName);
        this.clients = clients;
        this.threads = Executors.newFixedThreadPool(options.writesInFlight(), DaemonThreads.named("dynamodb-write"));
        this.table = new DynamoTable(client, calls, tableName);
        this.reads = new DynamoReads(clients.reading(), calls, options, tableName);
        this.current = new DynamoReads(client, calls, options, tableName);
        this.writes = new DynamoWrites(batches(client, calls, options, tableName), threads);
        this.scans = new DynamoScans(client, calls, options, tableName);
        this.description = new DynamoDescription(client, calls, reads, tableName);
    }

    /** @param endpoint {@code aws}, {@code http://host:port}, {@code https://host} or {@code dax://host:port} */
    public static DynamoOnlineStore open(String endpoint, String table) {
        return open(endpoint, table, DynamoOptions.DEFAULTS);
    }

    public static DynamoOnlineStore open(String endpoint, String table, DynamoOptions options) {
        return new DynamoOnlineStore(DynamoEndpoint.parse(endpoint).clients(options), table, options);
    }

    /** On a client that the caller has made; the store closes it. */
    static DynamoOnlineStore over(DynamoDbClient client, String table, DynamoOptions options) {
        return new DynamoOnlineStore(new DynamoClients(client, client, "a given client"), table, options);
    }

    private WriteBatches batches(DynamoDbClient client, DynamoCalls calls, DynamoOptions options, String tableName) {
        WriteBudget budget = WriteBudget.of(options.writeUnits());
        return new WriteBatches(
                current,
                new WriteStatements(tableName),
                new StatementBatch(client, calls, options, budget, meter),
                new ConditionalWrites(client, calls, tableName, budget, meter),
                meter);
    }

    @Override
    public void prepare() {
        table.prepare();
    }

    @Override
    public boolean isPrepared() {
        return table.exists();
    }

    @Override
    public WriteSummary write(Collection<? extends OnlineChange> changes) {
        return write(changes, Refusals.FAILING);
    }

    @Override
    public WriteSummary write(Collection<? extends OnlineChange> changes, Refusals refusals) {
        return writes.write(changes, refusals);
    }

    @Override
    public WriteUsage usage() {
        return meter.usage();
    }

    @Override
    public long size(OnlineItem item) {
        return DynamoItems.bytes(item);
    }

    @Override
    public Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys) {
        return reads.eventually(keys);
    }

    @Override
    public Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys, Deadline deadline) {
        return reads.eventually(keys, deadline);
    }

    /** The SDK's client does so itself, and what could hold it up is done elsewhere; that of DAX waits without end. */
    @Override
    public boolean keepsDeadlines() {
        return clients.reading() == clients.plain();
    }

    @Override
    public ScanSummary scan(ViewId view, ScanOptions options, Consumer<OnlineItem> items) {
        return scans.scan(view, options, items);
    }

    @Override
    public Map<ItemKey, OnlineItem> current(Collection<ItemKey> keys) {
        return current.consistently(keys);
    }

    @Override
    public void describe(StoreDescription given) {
        description.write(given);
    }

    @Override
    public StoreDescription description() {
        return description.read(reads.time());
    }

    @Override
    public StoreDescription description(Deadline deadline) {
        return description.read(reads.time(deadline));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        clients.close();
    }
}
