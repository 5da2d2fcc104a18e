package dev.sluice.command;

import dev.sluice.definition.FeatureProject;
import dev.sluice.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A project's folder, read again when a file of its definitions has changed. Threads may share it. */
final class ProjectFiles implements Supplier<Project> {
    private static final Set<String> ENDINGS = Set.of("yaml", "yml", "sql", "json");

    private final Path folder;
    private @Nullable Project project;
    private long seen;

    private ProjectFiles(Path folder) {
        this.folder = folder;
    }

    /** The folder, whose project must be right now. */
    static ProjectFiles read(Path folder) {
        ProjectFiles files = new ProjectFiles(folder);
        files.get();
        return files;
    }

    /** The project as it is now; one with mistakes is an error every time until it is mended. */
    @Override
    public synchronized Project get() {
        if (project == null) {
            project = FeatureProject.read(folder);
            seen = stamp();
            return project;
        }
        long now = stamp();
        if (now != seen) {
            project = FeatureProject.read(folder);
            seen = now;
        }
        return project;
    }

    /** Changes when a file comes, goes, or is written. */
    private long stamp() {
        Stamp stamp = new Stamp();
        try {
            Files.walkFileTree(folder, stamp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stamp.sum;
    }

    /** Adds up names, sizes and times of the files of definitions; hidden folders and tables are not gone into. */
    private static final class Stamp extends SimpleFileVisitor<Path> {
        private long sum;

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = String.valueOf(directory.getFileName());
            boolean tables =
                    Files.isDirectory(directory.resolve("features")) && Files.isDirectory(directory.resolve("latest"));
            boolean hidden = name.length() > 1 && name.startsWith(".") && !name.equals("..");
            return tables || hidden || name.equals("data") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                sum += 31L * file.hashCode()
                        + attributes.lastModifiedTime().toMillis() * 1_000_003L
                        + attributes.size() * 7_919L;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE; // gone between two looks
        }
    }
}
