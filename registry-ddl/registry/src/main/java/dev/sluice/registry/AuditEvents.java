package dev.sluice.registry;

import dev.sluice.feature.Definition;
import dev.sluice.feature.ViewId;
import dev.sluice.registry.audit.AuditAction;
import dev.sluice.registry.audit.AuditEvent;
import dev.sluice.registry.audit.AuditObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the audit log says of each change. What changes nothing is no event, so a write that is repeated is not told twice. */
final class AuditEvents {
    private AuditEvents() {}

    /** @param fingerprints of what the project declares, by what it is */
    static List<AuditEvent> ofPlan(
            ProjectPlan plan, List<RegisteredDefinition> known, Map<DefinitionId, String> fingerprints) {
        Map<DefinitionId, String> before =
                known.stream().collect(Collectors.toMap(RegisteredDefinition::id, RegisteredDefinition::fingerprint));
        List<AuditEvent> events = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change.action() == Change.Action.GONE) {
                events.add(event(AuditAction.RETIRED, object(change.id()), before.get(change.id()), null, Map.of()));
            } else if (change.isRegistered()) {
                events.add(registered(change, before.get(change.id()), fingerprints.get(change.id())));
            }
        }
        return events;
    }

    private static AuditEvent registered(Change change, @Nullable String before, @Nullable String after) {
        AuditAction action = change.action() == Change.Action.NEW ? AuditAction.REGISTERED : AuditAction.CHANGED;
        String fields = change.fields().stream().map(FieldChange::summary).collect(Collectors.joining(", "));
        return event(
                action, object(change.id()), before, after, fields.isEmpty() ? Map.of() : Map.of("fields", fields));
    }

    static AuditEvent activated(Activation next, @Nullable Integer former) {
        return event(
                AuditAction.ACTIVATED,
                object(next.view()),
                former == null ? null : former.toString(),
                Integer.toString(next.view().version()),
                Map.of("cause", next.cause().name()));
    }

    static AuditEvent deprecated(Deprecation next, @Nullable Deprecation former) {
        Map<String, String> details = new TreeMap<>();
        details.put("reason", next.reason());
        if (next.replacement() != null) {
            details.put("replacement", next.replacement().toString());
        }
        return event(
                next.sunset() == null ? AuditAction.REINSTATED : AuditAction.DEPRECATED,
                object(next.view()),
                sunset(former),
                sunset(next),
                details);
    }

    private static @Nullable String sunset(@Nullable Deprecation deprecation) {
        return deprecation == null || deprecation.sunset() == null
                ? null
                : deprecation.sunset().toString();
    }

    /** Of a run only how it ended: the run log has the rest. */
    static List<AuditEvent> ofRun(RunRecord before, RunRecord after) {
        return end(after)
                .filter(action -> !end(before).equals(Optional.of(action)))
                .map(action -> event(
                        action,
                        object(after.view()),
                        before.state().name(),
                        after.state().name(),
                        Map.of(
                                "run",
                                after.runId(),
                                "partition",
                                after.partition().toString(),
                                "rows",
                                Long.toString(after.measures().rowsPromoted()))))
                .stream()
                .toList();
    }

    private static Optional<AuditAction> end(RunRecord run) {
        return switch (run.state()) {
            case PROMOTED, COMPLETED -> Optional.of(AuditAction.PROMOTED);
            case REFUSED -> Optional.of(AuditAction.REFUSED);
            case FAILED -> Optional.of(AuditAction.FAILED);
            case COMPUTING, STAGED, JUDGED -> Optional.empty();
        };
    }

    static List<AuditEvent> ofBackfill(@Nullable BackfillRecord before, BackfillRecord after) {
        BackfillRecord.Approval approval = after.approval();
        boolean same = before != null
                && before.state() == after.state()
                && Objects.equals(before.approval(), approval)
                && before.requestedBy().equals(after.requestedBy());
        Map<String, String> details = new TreeMap<>(Map.of("requested_by", after.requestedBy()));
        if (approval != null) {
            details.put("approved_by", approval.by());
        }
        return same
                ? List.of()
                : List.of(event(
                        AuditAction.BACKFILL,
                        new AuditObject("backfill", after.planHash(), null),
                        before == null ? null : before.state().name(),
                        after.state().name(),
                        details));
    }

    static AuditEvent materialized(MaterializationRecord done) {
        return event(
                AuditAction.MATERIALIZED,
                object(done.view()),
                Long.toString(done.fromVersion()),
                Long.toString(done.toVersion()),
                Map.of(
                        "target",
                        done.target(),
                        "written",
                        Long.toString(done.items().written()),
                        "deleted",
                        Long.toString(done.items().deleted())));
    }

    /** A training set by a hash of its manifest. */
    static List<AuditEvent> ofTrainingSet(@Nullable String manifestBefore, TrainingSetRecord after) {
        String hash = hash(after.manifest());
        return manifestBefore != null && hash(manifestBefore).equals(hash)
                ? List.of()
                : List.of(event(
                        AuditAction.BUILT,
                        new AuditObject("training_set", after.id(), null),
                        manifestBefore == null ? null : hash(manifestBefore),
                        hash,
                        Map.of("service", after.service(), "location", after.location())));
    }

    static AuditEvent adopted(String project, @Nullable String former, String lake) {
        return event(AuditAction.ADOPTED, new AuditObject("project", project, null), former, lake, Map.of());
    }

    private static String hash(String text) {
        return Definition.fingerprint(new TreeMap<>(Map.of("manifest", text)));
    }

    private static AuditObject object(DefinitionId id) {
        return new AuditObject(id.kind(), id.name(), id.isVersioned() ? Integer.valueOf(id.version()) : null);
    }

    private static AuditObject object(ViewId view) {
        return new AuditObject(DefinitionId.VIEW, view.name(), view.version());
    }

    private static AuditEvent event(
            AuditAction action,
            AuditObject object,
            @Nullable String before,
            @Nullable String after,
            Map<String, String> details) {
        return new AuditEvent(action.name(), object, before, after, TextMapJson.write(details));
    }
}
