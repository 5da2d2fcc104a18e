package dev.sluice.doctor;

import dev.sluice.definition.FeatureProject;
import dev.sluice.definition.InvalidProjectException;
import dev.sluice.feature.Source;
import dev.sluice.project.Project;
import dev.sluice.project.SourceRoots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the project's files can be read and are without mistakes, and the files of its sources are there. */
public final class DefinitionsCheck implements Check {
    private final Path folder;

    public DefinitionsCheck(Path folder) {
        this.folder = folder;
    }

    @Override
    public String subject() {
        return "project";
    }

    @Override
    public List<Finding> findings() {
        try {
            return List.of(judged(FeatureProject.read(folder)));
        } catch (InvalidProjectException e) {
            int more = e.mistakes().size() - 1;
            return List.of(Finding.broken(
                    subject(),
                    e.mistakes().get(0).toString(),
                    more == 0 ? "" : "It is the first of " + (more + 1) + " mistakes: `sluice plan` names them all."));
        }
    }

    private Finding judged(Project project) {
        List<String> missing = project.sources().stream()
                .filter(source -> !isThere(project, source))
                .map(source -> source.name() + " (" + source.path() + ")")
                .toList();
        return missing.isEmpty()
                ? Finding.ok(
                        subject(),
                        project.name() + ": " + project.views().size() + " views, "
                                + project.services().size() + " services, no mistakes.")
                : Finding.broken(
                        subject(),
                        "There is nothing where these sources should be: " + String.join(", ", missing) + ".",
                        "Put the files there, or mend `path` in sources.yaml.");
    }

    /** Whether a local file or folder is there; places elsewhere and patterns are for Spark to see. */
    private static boolean isThere(Project project, Source source) {
        boolean elsewhere = !SourceRoots.isLocal(source.format(), source.path())
                || source.path().matches(".*[*?{\\[].*")
                || source.path().startsWith("file:");
        return elsewhere || Files.exists(project.folder().resolve(source.path()));
    }
}
