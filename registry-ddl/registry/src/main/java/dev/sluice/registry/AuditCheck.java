package dev.sluice.registry;

import dev.sluice.feature.Definition;
import dev.sluice.registry.audit.AuditAction;
import dev.sluice.registry.audit.AuditChain;
import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.AuditEvent;
import dev.sluice.registry.audit.AuditFlaw;
import dev.sluice.registry.audit.AuditHead;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a project's audit log against itself, and what is registered against the log. Others may write meanwhile. */
public final class AuditCheck {
    private static final int PAGE = 1_000;
    private static final Set<String> OF_DEFINITIONS =
            Set.of(AuditAction.REGISTERED.name(), AuditAction.CHANGED.name(), AuditAction.RETIRED.name());

    private final Registry registry;
    private final String project;
    private final AuditChain chain;
    private final Map<String, AuditEntry> told = new HashMap<>();

    private AuditCheck(Registry registry, String project, @Nullable AuditHead noted) {
        this.registry = registry;
        this.project = project;
        this.chain = new AuditChain(noted);
    }

    /**
     * What was found.
     *
     * @param head the last entry that was looked at
     * @param flaw the first entry that is not what was written; null when there is none
     * @param strays definitions that are not what the log says, a sentence each
     */
    public record Result(AuditHead head, @Nullable AuditFlaw flaw, List<String> strays) {
        public boolean isWell() {
            return flaw == null && strays.isEmpty();
        }
    }

    /** @param noted a head that the log once had; null when nobody noted one */
    public static Result of(Registry registry, String project, @Nullable AuditHead noted) {
        return new AuditCheck(registry, project, noted).result();
    }

    private Result result() {
        Set<RegisteredDefinition> before = new HashSet<>(registry.definitions(project));
        long lengthBefore = registry.auditLength(project);
        AuditEntry last = readAll();
        Optional<AuditFlaw> flaw = chain.end(lengthBefore, registry.auditLength(project));
        List<String> strays = registry.definitions(project).stream()
                .filter(before::contains)
                .flatMap(definition -> stray(definition).stream())
                .toList();
        return new Result(last == null ? AuditHead.EMPTY : last.head(), flaw.orElse(null), strays);
    }

    private @Nullable AuditEntry readAll() {
        AuditEntry last = null;
        List<AuditEntry> page = registry.auditLog(project, 0, PAGE);
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                if (!chain.follows(entry)) {
                    return entry;
                }
                keep(entry);
            }
            last = page.get(page.size() - 1);
            page = registry.auditLog(project, last.ordinal(), PAGE);
        }
        return last;
    }

    private void keep(AuditEntry entry) {
        if (OF_DEFINITIONS.contains(entry.event().action())) {
            told.put(entry.event().object().toString(), entry);
        }
    }

    private Optional<String> stray(RegisteredDefinition definition) {
        AuditEntry entry = told.get(definition.id().toString());
        return entry == null || isAsTold(definition, entry.event())
                ? Optional.empty()
                : Optional.of(definition.id() + " is not what entry " + entry.ordinal()
                        + " says: it was changed past the log");
    }

    private static boolean isAsTold(RegisteredDefinition definition, AuditEvent event) {
        String content = Definition.fingerprint(definition.fields());
        boolean intact = content.equals(definition.fingerprint());
        String expected = definition.isActive() ? event.after() : event.before();
        boolean sameState = definition.isActive() == (event.after() != null);
        return intact && sameState && Objects.equals(content, expected);
    }
}
