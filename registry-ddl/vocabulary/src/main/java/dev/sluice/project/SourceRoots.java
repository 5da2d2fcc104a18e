package dev.sluice.project;

import dev.sluice.feature.SourceFormat;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the sources of a project may lie: in its folder, in its lake, and under the roots that sluice.yaml names. Who may
 * write a definition can thereby not read whatever the process can.
 *
 * @param folder the project's, absolute
 * @param roots folders, relative to the project's or absolute, and URIs
 */
public record SourceRoots(Path folder, List<String> roots) {
    private static final int MOST_CHARACTERS = 2_000;
    private static final int MOST_LINKS = 40;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");
    private static final Pattern ENCODED = Pattern.compile("(?i).*%(2e|2f|5c|25|00|0a|0d).*");
    private static final Pattern UP = Pattern.compile("(.*/)?\\.\\.(/.*)?");
    private static final Pattern ALTERNATIVES = Pattern.compile("\\{([^{}]*)}");
    private static final int MOST_ALTERNATIVES = 1_000;
    private static final Pattern GLOB = Pattern.compile("[\\[\\]{}*?]");
    private static final Set<String> OPTIONS = Set.of("path", "paths", "url");

    public SourceRoots {
        roots = List.copyOf(roots);
    }

    public static SourceRoots of(Path folder, Settings settings) {
        return new SourceRoots(
                folder,
                Stream.concat(Stream.of(".", settings.lake()), settings.roots().stream())
                        .toList());
    }

    /** Why a path cannot be one of any file, whatever it names; empty when it can. */
    public static Optional<String> malformed(String path) {
        if (CONTROL.matcher(path).find()) {
            return Optional.of("it holds a character that is no letter or sign. Write it on one line");
        }
        if (path.length() > MOST_CHARACTERS) {
            return Optional.of("it has more than " + MOST_CHARACTERS + " characters");
        }
        if (path.startsWith("~")) {
            return Optional.of("'~' stands for no folder here. Write the whole path");
        }
        if (path.contains("\\") || path.matches("[A-Za-z]:.*")) {
            return Optional.of("it is one of Windows. Write it with / and without a drive");
        }
        return ENCODED.matcher(path).matches()
                ? Optional.of("it hides a character as %.. . Write the character itself")
                : Optional.empty();
    }

    /** Why Spark, which is given this path, would look for what matches it instead; empty when it would not. */
    public static Optional<String> pattern(String path) {
        return GLOB.matcher(path).find()
                ? Optional.of("Spark takes the characters [ ] { } * ? in a path for a pattern")
                : Optional.empty();
    }

    /** Why a source may not be at this path; empty when it may. */
    public Optional<String> refusal(SourceFormat format, String path) {
        return malformed(path).or(() -> {
            if (format == SourceFormat.JDBC) {
                return roots.stream().anyMatch(root -> isDatabase(root, path))
                        ? Optional.empty()
                        : outside("'" + path + "'");
            }
            if (isLocal(format, path)) {
                return local(path);
            }
            return goesUp(path, "a URI")
                    .or(() -> roots.stream().anyMatch(root -> isUnder(root, path))
                            ? Optional.empty()
                            : outside("'" + path + "'"));
        });
    }

    /** Why an option of a source's reader may not be set; empty when it may. */
    public static Optional<String> refusedOption(String option) {
        String name = option.toLowerCase(Locale.ROOT);
        if (OPTIONS.contains(name)) {
            return Optional.of("what is read stands under 'path'");
        }
        return name.matches("fs\\..*\\.impl") ? Optional.of("it names a class to load") : Optional.empty();
    }

    /** Whether a path names files of this machine. */
    public static boolean isLocal(SourceFormat format, String path) {
        return format != SourceFormat.JDBC
                && (scheme(path).isEmpty() || scheme(path).equals("file"));
    }

    /** Why a file that is there may not be read; empty when it may. Links are followed. */
    public Optional<String> refusal(Path file) {
        try {
            Path real = real(file, 0);
            if (localRoots().noneMatch(real::startsWith)) {
                return outside(real.equals(file) ? "'" + file + "'" : "'" + file + "', which is '" + real + "',");
            }
            boolean readable = !Files.exists(real) || Files.isRegularFile(real) || Files.isDirectory(real);
            return readable ? Optional.empty() : Optional.of("'" + file + "' is neither a file nor a folder");
        } catch (IOException e) {
            return Optional.of(
                    "'" + file + "' cannot be followed: " + e.getClass().getSimpleName());
        }
    }

    /** Hadoop reads alternatives that hold a slash as paths of their own, whatever they are put together of. */
    private static Optional<String> goesUp(String path, String what) {
        List<String> paths = alternatives(path).limit(MOST_ALTERNATIVES + 1L).toList();
        if (paths.size() > MOST_ALTERNATIVES) {
            return Optional.of("it has more than " + MOST_ALTERNATIVES + " alternatives in braces");
        }
        return paths.stream().anyMatch(UP.asMatchPredicate()) ? Optional.of(what + " has no '..'") : Optional.empty();
    }

    private static Stream<String> alternatives(String path) {
        Matcher braces = ALTERNATIVES.matcher(path);
        if (!braces.find()) {
            return Stream.of(path);
        }
        String before = path.substring(0, braces.start());
        String after = path.substring(braces.end());
        return Stream.of(braces.group(1).split(",", -1))
                .flatMap(alternative -> alternatives(before + alternative + after));
    }

    private Optional<String> local(String path) {
        Optional<String> up = GLOB.matcher(path).find() ? goesUp(path, "a pattern") : Optional.empty();
        if (up.isPresent()) {
            return up;
        }
        if (scheme(path).equals("file") && !path.matches("(?i)file:(///)?/?[^/].*")) {
            return Optional.of("a file has no host. Write file:///folder/file");
        }
        return refusal(base(path));
    }

    private Path base(String path) {
        String plain = scheme(path).equals("file")
                ? "/" + path.substring("file:".length()).replaceFirst("^/+", "")
                : path;
        String[] parts = plain.split("/", -1);
        List<String> fixed = new ArrayList<>();
        for (String part : parts) {
            if (GLOB.matcher(part).find()) {
                break;
            }
            fixed.add(part);
        }
        String joined = String.join("/", fixed);
        return folder.resolve(joined.isEmpty() && plain.startsWith("/") ? "/" : joined)
                .normalize();
    }

    /** Where a path leads; what is not there yet lies where its nearest folder does. */
    private static Path real(Path path, int links) throws IOException {
        if (links > MOST_LINKS) {
            throw new FileSystemLoopException(path.toString());
        }
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        if (Files.isSymbolicLink(path)) {
            return real(path.resolveSibling(Files.readSymbolicLink(path)).normalize(), links + 1);
        }
        Path parent = path.getParent();
        return parent == null ? path : real(parent, links).resolve(path.getFileName());
    }

    private Stream<Path> localRoots() {
        return roots.stream()
                .filter(root -> scheme(root).isEmpty() || scheme(root).equals("file"))
                .flatMap(root -> {
                    try {
                        return Stream.of(real(base(root), 0));
                    } catch (IOException e) {
                        return Stream.empty();
                    }
                });
    }

    private static boolean isUnder(String root, String path) {
        String start = root.replaceAll("/+$", "");
        return !scheme(root).isEmpty() && (path.equals(start) || path.startsWith(start + "/"));
    }

    /** Parameters decide which classes a driver loads: they belong to the root. */
    private static boolean isDatabase(String root, String url) {
        return root.startsWith("jdbc:")
                && (url.equals(root)
                        || isUnder(root, url) && !url.substring(root.length()).matches(".*[?;&].*"));
    }

    private static String scheme(String path) {
        Matcher found = SCHEME.matcher(path);
        return found.matches() ? found.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private static Optional<String> outside(String what) {
        return Optional.of(
                what + " lies outside of the project, its lake and its roots. Move it, or add its folder to 'roots' in"
                        + " sluice.yaml");
    }
}
