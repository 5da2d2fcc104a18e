package dev.sluice.online.dynamodb;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.Refusals;
import dev.sluice.online.WriteSummary;
import dev.sluice.problem.SluiceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches of changes of different keys. A consistent read tells which need no call and which statement the others
 * take. While the keys are all new, or all there and older, the read is left out.
 *
 * <p>Every statement has its condition, so what was read or expected may be wrong: the statement then fails alone, and at
 * last a single conditional write decides.
 */
final class WriteBatches {
    private final DynamoReads reads;
    private final WriteStatements statements;
    private final StatementBatch sender;
    private final ConditionalWrites single;
    private final WriteMeter meter;
    private volatile Expected expected = Expected.UNKNOWN;

    WriteBatches(
            DynamoReads reads,
            WriteStatements statements,
            StatementBatch sender,
            ConditionalWrites single,
            WriteMeter meter) {
        this.reads = reads;
        this.statements = statements;
        this.sender = sender;
        this.single = single;
        this.meter = meter;
    }

    /** What is taken for true of the items of keys that were not read. */
    private enum Expected {
        UNKNOWN,
        ABSENT,
        OLDER
    }

    /** How many changes are best written together. */
    int size() {
        return expected == Expected.UNKNOWN ? DynamoReads.MOST_KEYS : StatementBatch.MOST_STATEMENTS;
    }

    WriteSummary write(List<OnlineChange> changes, Refusals refusals) {
        List<OnlineChange> fit =
                changes.stream().filter(change -> isFit(change, refusals)).toList();
        Expected now = expected;
        return now == Expected.UNKNOWN ? afterReading(fit, refusals) : asExpected(fit, now, refusals);
    }

    private static boolean isFit(OnlineChange change, Refusals refusals) {
        if (!(change instanceof OnlineChange.Put put) || DynamoItems.bytes(put.item()) <= DynamoItems.MOST_BYTES) {
            return true;
        }
        refusals.refused(
                change,
                DynamoError.ITEM_TOO_LARGE.problem(
                        "Cannot write " + change.key().view() + " of "
                                + change.key().entityKey() + ": its row has "
                                + put.item().value().length
                                + " bytes and DynamoDB takes at most 400 KiB an item. Split the view."));
        return false;
    }

    private WriteSummary asExpected(List<OnlineChange> changes, Expected now, Refusals refusals) {
        List<OnlineChange> open =
                send(changes.stream().map(change -> statement(change, now)).toList());
        if (open.isEmpty()) {
            return done(changes);
        }
        expected = Expected.UNKNOWN;
        Set<OnlineChange> left = Set.copyOf(open);
        return done(changes.stream().filter(change -> !left.contains(change)).toList())
                .plus(afterReading(open, refusals));
    }

    private WriteSummary afterReading(List<OnlineChange> changes, Refusals refusals) {
        Map<ItemKey, OnlineItem> stored =
                reads.consistently(changes.stream().map(OnlineChange::key).toList());
        WriteSummary summary = WriteSummary.NONE;
        List<WriteStatement> toSend = new ArrayList<>();
        for (OnlineChange change : changes) {
            WriteSummary settled = settled(change, stored.get(change.key()));
            if (settled == null) {
                toSend.add(statement(change, stored.containsKey(change.key()) ? Expected.OLDER : Expected.ABSENT));
            } else {
                summary = summary.plus(settled);
            }
        }
        expected = learned(changes, toSend.size(), stored.size());
        List<OnlineChange> open = send(toSend);
        Set<OnlineChange> left = Set.copyOf(open);
        for (WriteStatement sent : toSend) {
            summary = summary.plus(left.contains(sent.change()) ? alone(sent.change(), refusals) : done(sent.change()));
        }
        return summary;
    }

    /** What to expect of the keys to come: what these were, if they were all alike. */
    private static Expected learned(Collection<OnlineChange> changes, int unsettled, int stored) {
        if (unsettled < changes.size()) {
            return Expected.UNKNOWN;
        }
        return stored == 0 ? Expected.ABSENT : stored == changes.size() ? Expected.OLDER : Expected.UNKNOWN;
    }

    /** What became of a change that needs no call; null when it needs one. */
    private @Nullable WriteSummary settled(OnlineChange change, @Nullable OnlineItem stored) {
        if (change instanceof OnlineChange.Put put) {
            return settled(put.item(), stored);
        }
        if (stored == null) {
            return WriteSummary.DELETED;
        }
        return ((OnlineChange.Delete) change).isOlderThan(stored) ? WriteSummary.OUTDATED : null;
    }

    private @Nullable WriteSummary settled(OnlineItem item, @Nullable OnlineItem stored) {
        if (item.equals(stored)) {
            meter.unchanged();
            return WriteSummary.WRITTEN;
        }
        return stored != null && item.isOlderThan(stored) ? WriteSummary.OUTDATED : null;
    }

    private WriteStatement statement(OnlineChange change, Expected now) {
        if (change instanceof OnlineChange.Put put) {
            OnlineItem item = put.item();
            return new WriteStatement(
                    change,
                    now == Expected.ABSENT ? statements.insert(item) : statements.update(item),
                    DynamoItems.bytes(item));
        }
        return new WriteStatement(change, statements.delete((OnlineChange.Delete) change), 0);
    }

    /** Those that stay open, with a condition that did not hold or refused. */
    private List<OnlineChange> send(List<WriteStatement> batch) {
        return sender.send(batch).stream().map(WriteStatement::change).toList();
    }

    private WriteSummary alone(OnlineChange change, Refusals refusals) {
        try {
            return single.send(change);
        } catch (SluiceException e) {
            if (e.code() != DynamoError.ITEM_REFUSED) {
                throw e;
            }
            refusals.refused(change, e);
            return WriteSummary.NONE;
        }
    }

    private static WriteSummary done(Collection<OnlineChange> changes) {
        return changes.stream().map(WriteBatches::done).reduce(WriteSummary.NONE, WriteSummary::plus);
    }

    private static WriteSummary done(OnlineChange change) {
        return change instanceof OnlineChange.Put ? WriteSummary.WRITTEN : WriteSummary.DELETED;
    }
}
