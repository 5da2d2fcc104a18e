package dev.sluice.registry;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Leases in the memory of this process. */
final class InMemoryLeaseTable implements LeaseTable {
    private final Map<String, LeaseRow> rows = new HashMap<>();

    @Override
    public synchronized Optional<LeaseRow> find(String resource) {
        return Optional.ofNullable(rows.get(resource));
    }

    @Override
    public synchronized boolean insert(LeaseRow first) {
        return rows.putIfAbsent(first.resource(), first) == null;
    }

    @Override
    public synchronized boolean replace(LeaseRow seen, LeaseRow next) {
        return rows.replace(seen.resource(), seen, next);
    }

    @Override
    public synchronized boolean renew(String resource, long fence, Instant until) {
        return change(resource, fence, row -> row.renewed(until));
    }

    @Override
    public synchronized void release(String resource, long fence) {
        change(resource, fence, LeaseRow::released);
    }

    private boolean change(String resource, long fence, UnaryOperator<LeaseRow> change) {
        @Nullable LeaseRow row = rows.get(resource);
        if (row == null || row.fence() != fence || row.holder() == null) {
            return false;
        }
        rows.put(resource, change.apply(row));
        return true;
    }
}
