package dev.sluice.command;

import dev.sluice.problem.NearestName;
import dev.sluice.problem.VocabularyError;
import dev.sluice.project.Project;
import dev.sluice.registry.FieldChange;
import dev.sluice.registry.RegisteredDefinition;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Revision;
import dev.sluice.registry.VersionDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice diff}. */
@Command(
        name = "diff",
        description = "Show what differs between two registered versions of a view.",
        footer = {
            "",
            "A version is a number, as 2, or a revision of it, as 2.1: what was registered first under that number."
                    + " `sluice history VIEW` lists them."
        })
final class DiffCommand extends ProjectCommand {
    @Parameters(index = "0", paramLabel = "VIEW", description = "The view, as airport_delays.")
    private String view = "";

    @Parameters(index = "1", paramLabel = "V1", description = "The version that counts as the former one.")
    private String former = "";

    @Parameters(index = "2", paramLabel = "V2", description = "The version that counts as the later one.")
    private String later = "";

    DiffCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        List<Revision> revisions = registry.revisions(project.name(), view);
        if (revisions.isEmpty()) {
            throw VocabularyError.invalid("Unknown feature view: '" + view + "' is not registered."
                    + NearestName.hint(view, registered(project, registry)));
        }
        Revision one = revision(revisions, former);
        Revision other = revision(revisions, later);
        VersionDiff diff = VersionDiff.of(one.definition(), other.definition());
        return Answer.done(
                JsonDocument.of("view", view)
                        .with("from", one.id())
                        .with("to", other.id())
                        .with(
                                "fields",
                                diff.fields().stream().map(FieldLine::json).toList())
                        .with("sql", diff.sql()),
                terminal -> print(one, other, diff, terminal));
    }

    private static List<String> registered(Project project, Registry registry) {
        return registry.definitions(project.name()).stream()
                .filter(definition -> definition.kind().equals("feature_view"))
                .map(RegisteredDefinition::name)
                .distinct()
                .toList();
    }

    /** The newest revision of a version, or the one that {@code version.revision} names. */
    private static Revision revision(List<Revision> revisions, String asked) {
        String wanted = asked.substring(asked.indexOf('@') + 1);
        return revisions.stream()
                .filter(revision -> wanted.equals(revision.id())
                        || wanted.equals(Integer.toString(revision.definition().version())))
                .reduce((first, second) -> second)
                .orElseThrow(() -> VocabularyError.invalid("Unknown version: '" + asked + "'. Registered are "
                        + String.join(", ", revisions.stream().map(Revision::id).toList()) + "."));
    }

    private static void print(Revision one, Revision other, VersionDiff diff, Terminal terminal) {
        if (diff.isEmpty()) {
            terminal.line(name(one) + " and " + name(other) + " say the same.");
            return;
        }
        terminal.line(terminal.bold(name(one) + " -> " + name(other)));
        diff.fields().forEach(field -> terminal.line(line(field, terminal)));
        diff.sql().forEach(line -> terminal.line("    " + painted(line, terminal)));
    }

    private static String name(Revision revision) {
        return revision.definition().name() + "@" + revision.id();
    }

    private static String line(FieldChange field, Terminal terminal) {
        String before = field.before();
        String after = field.after();
        if (before == null) {
            return terminal.sign("+") + " " + field.field() + ": " + one(after);
        }
        return after == null
                ? terminal.sign("-") + " " + field.field() + ": " + one(before)
                : terminal.sign("~") + " " + field.field() + ": " + one(before) + " -> " + one(after);
    }

    private static String one(@Nullable String value) {
        return String.valueOf(value).replaceAll("\\s+", " ");
    }

    private static String painted(String line, Terminal terminal) {
        return line.startsWith("+") || line.startsWith("-") ? terminal.sign(line) : line;
    }
}
