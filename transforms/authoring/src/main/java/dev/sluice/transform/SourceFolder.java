package dev.sluice.transform;

import dev.sluice.feature.Source;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.SourceRoots;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.jspecify.annotations.Nullable;

/** The files that a source has on this machine, which may be links. */
record SourceFolder(Source source, String location, SourceRoots roots) {
    /** Throws unless all that is there lies where the project's sources may; nothing is read. */
    void requireInside() {
        roots.refusal(source.format(), source.path()).ifPresent(this::refuse);
        source.options()
                .keySet()
                .forEach(option -> SourceRoots.refusedOption(option)
                        .ifPresent(why -> refuse("its option '" + option + "': " + why)));
        if (SourceRoots.isLocal(source.format(), source.path())) {
            matches().forEach(match -> {
                roots.refusal(match).ifPresent(this::refuse);
                requireInside(match);
            });
        }
    }

    /** What the path names, by Spark's own rules for patterns. */
    private List<Path> matches() {
        try (RawLocalFileSystem files = new RawLocalFileSystem()) {
            files.initialize(URI.create("file:///"), new Configuration(false));
            FileStatus @Nullable [] found = files.globStatus(new org.apache.hadoop.fs.Path(location));
            return found == null
                    ? List.of()
                    : Arrays.stream(found)
                            .map(status -> Path.of(status.getPath().toUri().getPath()))
                            .toList();
        } catch (IOException e) {
            throw refused("its files cannot be listed: " + e.getMessage());
        }
    }

    private void requireInside(Path base) {
        try (Stream<Path> files = Files.walk(base)) {
            for (Iterator<Path> all = files.iterator(); all.hasNext(); ) {
                Path file = all.next();
                if (Files.isSymbolicLink(file)) {
                    requireLinkInside(file);
                } else if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
                    refuse("'" + file + "' is neither a file nor a folder");
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            refuse("its files cannot be listed: " + e.getMessage());
        }
    }

    /** A folder behind a link may hold links in its turn. */
    private void requireLinkInside(Path link) throws IOException {
        roots.refusal(link).ifPresent(this::refuse);
        if (Files.isDirectory(link)) {
            Path real = link.toRealPath();
            if (link.toAbsolutePath().startsWith(real)) {
                refuse("'" + link + "' leads to itself");
            }
            requireInside(real);
        }
    }

    private void refuse(String why) {
        throw refused(why);
    }

    private SluiceException refused(String why) {
        return new SluiceException(
                TransformError.INVALID_SOURCE, "Cannot read source " + source.name() + ": " + why + ".");
    }
}
