package dev.sluice.command;

import dev.sluice.feature.Definition;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** Goes on only when the transforms of the project are in order; the check's own output says what is not. */
    void require(Project project) {
        if (fingerprint(project).equals(remembered(project))) {
            return;
        }
        terminal.note("Checking " + project.views().size() + " transforms ...");
        int status = ChildProcess.sluice(terminal, List.of("check", "--project", folder.toString()));
        if (status != 0) {
            throw new SluiceException(
                    CommandError.CHECK_FAILED,
                    "Cannot go on with project " + project.name() + ": mend the mistakes above.");
        }
    }

    /** Keeps that nothing was wrong, or forgets it. */
    static void remember(Project project, Findings findings) {
        Path file = file(project);
        try {
            if (findings.nothing()) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, fingerprint(project));
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT, "Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static String remembered(Project project) {
        try {
            return Files.readString(file(project));
        } catch (IOException e) {
            return "";
        }
    }

    private static String fingerprint(Project project) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("sluice", SluiceVersion.text());
        project.definitions()
                .forEach(definition -> fields.put(
                        definition.kind() + " " + definition.name() + "@" + definition.version(),
                        definition.fingerprint()));
        return Definition.fingerprint(fields);
    }

    private static Path file(Project project) {
        return project.folder().resolve(".sluice").resolve("checked");
    }
}
