package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.AuditCheck;
import dev.sluice.registry.Registry;
import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.AuditFlaw;
import dev.sluice.registry.audit.AuditHead;
import dev.sluice.registry.audit.AuditQuery;
import dev.sluice.time.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice audit}. */
@Command(
        name = "audit",
        description = "Show who changed what, newest first; or, with --verify, whether the log is as it was written.",
        footer = {"", "Exit status: 1 when --verify finds something, else 0."})
final class AuditCommand extends ProjectCommand {
    @Option(
            names = "--object",
            paramLabel = "NAME",
            description = "Only what is said of this: airport_delays, airport_delays@1, a training set's id, ...")
    private @Nullable String object;

    @Option(names = "--from", paramLabel = "T", description = "Only from this moment on.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "T", description = "Only before this moment.")
    private @Nullable String until;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many; default: 50.")
    private int limit = 50;

    @Option(
            names = "--verify",
            description =
                    "Compute every hash anew and name the first entry that was changed, removed, inserted or moved.")
    private boolean verify;

    @Option(
            names = "--head",
            paramLabel = "N:HASH",
            description = "With --verify: the head that it has shown before. Without it, nobody can tell a log that was"
                    + " written anew from its beginning.")
    private @Nullable String head;

    AuditCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        if (verify) {
            AuditHead noted = head == null ? null : AuditHead.parse(head);
            return verified(project, AuditCheck.of(registry, project.name(), noted));
        }
        if (head != null) {
            throw CommandError.WRONG_ARGUMENT.problem("--head goes with --verify. Give both.");
        }
        List<AuditEntry> entries = registry.auditLog(project.name(), query());
        return Answer.done(
                JsonDocument.of("project", project.name())
                        .with(
                                "entries",
                                entries.stream().map(AuditCommand::json).toList()),
                terminal -> print(project, entries, terminal));
    }

    private AuditQuery query() {
        if (limit < 1) {
            throw CommandError.WRONG_ARGUMENT.problem("Invalid --limit: " + limit + ". Ask for at least one entry.");
        }
        AuditQuery query = AuditQuery.all()
                .withFrom(instant(from))
                .withUntil(instant(until))
                .withLimit(limit);
        String asked = object;
        if (asked == null) {
            return query;
        }
        String name = asked.substring(asked.indexOf(' ') + 1);
        return name.matches(".+@\\d{1,9}")
                ? query.withName(name.substring(0, name.indexOf('@')))
                        .withVersion(Integer.valueOf(name.substring(name.indexOf('@') + 1)))
                : query.withName(name);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Partition.parseInstant(text);
    }

    private static void print(Project project, List<AuditEntry> entries, Terminal terminal) {
        if (entries.isEmpty()) {
            terminal.line("Nothing of this kind is in the audit log of project " + project.name() + ".");
            return;
        }
        TextTable table = TextTable.of("ENTRY", "AT", "BY", "ACTION", "OBJECT", "BEFORE", "AFTER", "DETAILS");
        entries.forEach(entry -> table.row(
                entry.ordinal(),
                entry.at(),
                entry.by(),
                entry.event().action(),
                entry.event().object(),
                shown(entry.event().before()),
                shown(entry.event().after()),
                details(entry)));
        table.print(terminal);
    }

    /** A fingerprint by its beginning. */
    private static String shown(@Nullable String value) {
        if (value == null) {
            return "-";
        }
        return value.matches("[0-9a-f]{64}") ? value.substring(0, 12) : value;
    }

    private static String details(AuditEntry entry) {
        String details = entry.event().details();
        return details.equals("{}") ? "-" : details;
    }

    private static Map<String, ?> json(AuditEntry entry) {
        return JsonDocument.of("entry", entry.ordinal())
                .with("at", entry.at())
                .with("by", entry.by())
                .with("action", entry.event().action())
                .with("kind", entry.event().object().kind())
                .with("name", entry.event().object().name())
                .with("version", entry.event().object().version())
                .with("before", entry.event().before())
                .with("after", entry.event().after())
                .with("details", details(entry).equals("-") ? Map.of() : JsonDocument.parsed(details(entry)))
                .with("previous_hash", entry.previous())
                .with("hash", entry.hash())
                .members();
    }

    private static Answer verified(Project project, AuditCheck.Result result) {
        AuditFlaw flaw = result.flaw();
        List<String> problems = new ArrayList<>();
        if (flaw != null) {
            problems.add(flaw.message());
        }
        problems.addAll(result.strays());
        JsonDocument json = JsonDocument.of("project", project.name())
                .with("intact", result.isWell())
                .with("head", result.head())
                .with("first_wrong_entry", flaw == null ? null : flaw.ordinal())
                .with("problems", problems);
        return new Answer(
                json, terminal -> printVerified(project, result, problems, terminal), result.isWell() ? 0 : 1);
    }

    private static void printVerified(
            Project project, AuditCheck.Result result, List<String> problems, Terminal terminal) {
        problems.forEach(problem -> terminal.problem("The audit log of project " + project.name()
                + " is not as it was written: " + problem + ". Compare it with a backup of the registry."));
        if (problems.isEmpty()) {
            terminal.line("The audit log of project " + project.name() + " is as it was written: "
                    + result.head().ordinal() + " entries.");
            terminal.line("Head: " + result.head()
                    + "  Note it outside of the registry; --head holds the log against it later.");
        }
    }
}
