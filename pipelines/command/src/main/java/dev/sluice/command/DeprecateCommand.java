package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Deprecation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RequestingUser;
import dev.sluice.time.Partition;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice deprecate}. */
@Command(
        name = "deprecate",
        description = "Say that readers should leave a version of a view, and list whom to warn. Nothing stops at the"
                + " sunset: `plan`, `apply`, `status` and `history` warn.")
final class DeprecateCommand extends ProjectCommand {
    @Parameters(paramLabel = "VIEW@V", description = "The version, as airport_delays@1.")
    private String view = "";

    @Option(names = "--sunset", paramLabel = "DATE", description = "From when on nobody should read it.")
    private @Nullable String sunset;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private @Nullable String reason;

    @Option(names = "--replacement", paramLabel = "VIEW@W", description = "What to read instead.")
    private @Nullable String replacement;

    @Option(names = "--withdraw", description = "Take back what was said.")
    private boolean withdraw;

    DeprecateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        requireApplied(project, registry);
        ViewId id = version(project, view);
        Deprecations known = Deprecations.of(project, registry);
        Deprecation seen = known.of(id).orElse(null);
        if (withdraw && seen == null) {
            throw CommandError.WRONG_ARGUMENT.problem("Cannot withdraw: " + id + " is not deprecated.");
        }
        Deprecation next = withdraw ? withdrawn(id) : asked(project, id);
        if (!registry.deprecate(project.name(), next, seen)) {
            throw CommandError.CHANGED_MEANWHILE.problem("Cannot deprecate " + id
                    + ": somebody has said something of it at the same moment. Look at `sluice history " + id.name()
                    + "`.");
        }
        Readers readers = Readers.of(project, registry, id);
        Instant now = project.settings().clock().instant();
        return Answer.done(
                JsonDocument.of("view", id)
                        .with("deprecated", !withdraw)
                        .with("sunset", next.sunset())
                        .with("reason", next.reason())
                        .with("replacement", next.replacement())
                        .with("readers", readers.json()),
                terminal -> {
                    terminal.line(withdraw ? id + " is no longer deprecated." : next.sentence(now));
                    terminal.line("Who reads it:");
                    readers.print(terminal);
                });
    }

    private static ViewId version(Project project, String reference) {
        if (!reference.contains("@")) {
            throw CommandError.WRONG_ARGUMENT.problem("Which version of '" + reference + "'? Write it as "
                    + project.view(reference).id() + ".");
        }
        return project.view(reference).id();
    }

    private static Deprecation withdrawn(ViewId id) {
        return new Deprecation(
                id, null, "", null, RequestingUser.name(), Clock.systemUTC().instant());
    }

    private Deprecation asked(Project project, ViewId id) {
        String date = sunset;
        String why = reason;
        if (date == null || why == null || why.isBlank()) {
            throw CommandError.WRONG_ARGUMENT.problem("Cannot deprecate " + id
                    + ": say from when on nobody should read it, and why: --sunset 2030-01-31 --reason \"...\".");
        }
        return new Deprecation(
                id,
                Partition.parseInstant(date),
                why.strip(),
                replacement(project, id),
                RequestingUser.name(),
                Clock.systemUTC().instant());
    }

    private @Nullable ViewId replacement(Project project, ViewId id) {
        String other = replacement;
        if (other == null) {
            return null;
        }
        FeatureView instead = project.view(version(project, other));
        if (instead.id().equals(id)) {
            throw CommandError.WRONG_ARGUMENT.problem(
                    "Cannot replace " + id + " by itself. Name another version or view.");
        }
        return instead.id();
    }
}
