package dev.sluice.command;

import dev.sluice.backfill.VersionProgress;
import dev.sluice.backfill.VersionSwitch;
import dev.sluice.project.Project;
import dev.sluice.registry.Activation.Cause;
import dev.sluice.registry.Registry;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice activate}. */
@Command(
        name = "activate",
        description =
                "Let services that name no version of a view follow this one: back to a former, or on to a new one. This"
                        + " is how a version is rolled back; `rollback` brings partitions back to former runs.")
final class ActivateCommand extends ProjectCommand {
    @Parameters(paramLabel = "VIEW@V", description = "The version, as airport_delays@1.")
    private String view = "";

    @Option(names = "--incomplete", description = "Even if it lacks partitions that the active version has.")
    private boolean incomplete;

    ActivateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        requireApplied(project, registry);
        if (!view.contains("@")) {
            throw CommandError.WRONG_ARGUMENT.problem("Which version of '" + view + "'? Write it as "
                    + project.view(view).id() + ".");
        }
        VersionSwitch versions = VersionSwitch.of(project, registry);
        VersionProgress progress = versions.progress(project.view(view));
        boolean changes = !progress.isActive();
        if (changes) {
            require(progress);
            if (!versions.activate(progress, Cause.ASKED, Clock.systemUTC().instant())) {
                throw CommandError.CHANGED_MEANWHILE.problem("Cannot activate " + view
                        + ": somebody has activated another version at the same moment. Look at `sluice status`.");
            }
        }
        return Answer.done(
                JsonDocument.of("view", progress.view())
                        .with("former", progress.active())
                        .with("changed", changes)
                        .with("covered", progress.covered())
                        .with("partitions", progress.partitions()),
                terminal -> terminal.line(
                        changes
                                ? progress.view() + " is active now, version " + progress.active()
                                        + " was. The online store follows with the next `sluice materialize`."
                                : progress.view() + " is active already."));
    }

    private void require(VersionProgress progress) {
        if (!progress.isComplete() && !incomplete) {
            throw CommandError.INCOMPLETE_VERSION.problem("Cannot activate " + progress.view() + ": it has " + progress
                    + " partitions of version " + progress.active()
                    + ", readers would miss the others. Backfill them, or activate it with --incomplete.");
        }
    }
}
