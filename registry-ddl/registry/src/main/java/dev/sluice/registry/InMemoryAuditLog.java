package dev.sluice.registry;

import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.AuditEvent;
import dev.sluice.registry.audit.AuditHead;
import dev.sluice.registry.audit.AuditQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The audit logs of a registry in memory. */
final class InMemoryAuditLog {
    private final Map<String, List<AuditEntry>> logs = new HashMap<>();
    private final Clock clock;

    InMemoryAuditLog(Clock clock) {
        this.clock = clock;
    }

    void append(String project, AuditEvent event) {
        append(project, List.of(event));
    }

    synchronized void append(String project, List<AuditEvent> events) {
        List<AuditEntry> log = log(project);
        for (AuditEvent event : events) {
            AuditHead last =
                    log.isEmpty() ? AuditHead.EMPTY : log.get(log.size() - 1).head();
            log.add(AuditEntry.chained(project, last, clock.instant(), RequestingUser.name(), event));
        }
    }

    private List<AuditEntry> log(String project) {
        return logs.computeIfAbsent(project, name -> new ArrayList<>());
    }

    synchronized long length(String project) {
        return log(project).size();
    }

    synchronized List<AuditEntry> following(String project, long after, int limit) {
        return log(project).stream().skip(after).limit(limit).toList();
    }

    synchronized List<AuditEntry> matching(String project, AuditQuery query) {
        List<AuditEntry> newestFirst = new ArrayList<>(log(project));
        Collections.reverse(newestFirst);
        return newestFirst.stream().filter(query::matches).limit(query.limit()).toList();
    }
}
