package dev.sluice.command;

import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A project that ships with Sluice and can be copied to begin with. */
final class StarterProject {
    private final Path template;

    private StarterProject(Path template) {
        this.template = template;
    }

    /** The flights example of this installation. */
    static StarterProject flights() {
        Path template = Installation.home().resolve("transforms/examples/flights");
        if (!Files.isRegularFile(template.resolve("sluice.yaml"))) {
            throw new SluiceException(
                    CommandError.NOT_INSTALLED,
                    "Cannot find the example project in " + template + ". Install Sluice again.");
        }
        return new StarterProject(template);
    }

    /** Copies it into a folder that is new or empty: into a folder beside it first, so that it is there wholly or not at all. */
    void writeTo(Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        refuseUnlessEmpty(folder, target);
        Path beside = target.resolveSibling("." + target.getFileName() + ".partial");
        try {
            Files.createDirectories(target.getParent());
            deleteTree(beside);
            copyTree(beside);
            Files.deleteIfExists(target);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT, "Cannot write a project to " + folder + ": " + reason(e) + ".", e);
        }
    }

    private static void refuseUnlessEmpty(Path folder, Path target) {
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> content = Files.list(target)) {
            if (content.findAny().isEmpty()) {
                return;
            }
        } catch (IOException e) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT, "Cannot write a project to " + folder + ": it is not a folder.", e);
        }
        throw new SluiceException(
                CommandError.WRONG_ARGUMENT,
                "Cannot write a project to " + folder + ": it is not empty. Name a new folder.");
    }

    private void copyTree(Path destination) throws IOException {
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.toList()) {
                Files.copy(file, destination.resolve(template.relativize(file).toString()));
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst =
                    files.sorted(java.util.Comparator.reverseOrder()).toList();
            deepestFirst.forEach(StarterProject::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName() + " " + failure.getMessage();
    }
}
