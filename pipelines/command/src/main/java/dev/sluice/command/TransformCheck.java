package dev.sluice.command;

import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.RegisteredQueries;
import java.nio.file.Path;
import java.util.List;

/**
 * The check of transforms and expectations by Spark, which costs seconds: done in a process of its own, and only
 * when something has changed since the last time that nothing was wrong.
 */
final class TransformCheck {
    private final Terminal terminal;
    private final Path folder;

    private TransformCheck(Terminal terminal, Path folder) {
        this.terminal = terminal;
        this.folder = folder;
    }

    static TransformCheck of(Terminal terminal, Path folder) {
        return new TransformCheck(terminal, folder);
    }

    /**
     * Goes on only when the transforms of the project are in order; the check's own output says what is not.
     *
     * @return what else the check has found
     */
    Findings require(Project project, RegisteredQueries registered) {
        return CheckRecord.read(project)
                .filter(CheckRecord::whole)
                .filter(last -> last.isOf(project, registered))
                .map(CheckRecord::findings)
                .orElseGet(() -> checked(project, registered));
    }

    /** Where spark-submit has started this process, Spark is here and the launcher is not. */
    private int check(String... arguments) {
        return Installation.isHere()
                ? ChildProcess.sluice(terminal, List.of(arguments))
                : Sluice.execute(terminal.aside(), arguments);
    }

    private Findings checked(Project project, RegisteredQueries registered) {
        terminal.note("Checking " + project.views().size() + " transforms ...");
        int status = check("check", "--project", folder.toString());
        if (status != 0) {
            throw new SluiceException(
                    CommandError.CHECK_FAILED,
                    "Cannot go on with project " + project.name() + ": mend the mistakes above.");
        }
        return CheckRecord.read(project)
                .filter(now -> now.isOf(project, registered))
                .map(CheckRecord::findings)
                .orElse(new Findings(List.of(), List.of()));
    }
}
