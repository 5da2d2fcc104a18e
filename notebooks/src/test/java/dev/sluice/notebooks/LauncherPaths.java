package dev.sluice.notebooks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The class paths of the launcher {@code sluice}, from the lists that the build has written for it. */
final class LauncherPaths {
    private LauncherPaths() {}

    static String spark(Path root) throws IOException {
        return paths(root.resolve("pipelines/jobs/target"), "sluice-jobs-", "spark", "runtime");
    }

    static String control(Path root) throws IOException {
        return paths(root.resolve("pipelines/command/target"), "sluice-command-", "control");
    }

    private static String paths(Path target, String jar, String... lists) throws IOException {
        Set<String> paths = new LinkedHashSet<>();
        try (Stream<Path> files = Files.list(target)) {
            files.map(Path::toString)
                    .filter(file -> file.startsWith(target.resolve(jar).toString()))
                    .filter(file -> file.endsWith(".jar") && !file.endsWith("-tests.jar"))
                    .sorted()
                    .limit(1)
                    .forEach(paths::add);
        }
        for (String list : lists) {
            String entries = Files.readString(target.resolve("launcher/" + list + ".dependencies"));
            paths.addAll(List.of(entries.strip().split(File.pathSeparator)));
        }
        return String.join(File.pathSeparator, paths);
    }
}
