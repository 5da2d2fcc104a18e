package dev.sluice.definition;

import dev.sluice.problem.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML or JSON file as a tree of nodes, each of which knows its line. No object is ever made of it: tags mean nothing,
 * sizes, depth and aliases are limited.
 */
final class YamlDocument {
    static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_DEPTH = 50;
    private static final Pattern INDENT = Pattern.compile("(?m)^[ \\t]+");

    private YamlDocument() {}

    /** The file's content; a mistake and nothing when it is not one well-formed document. */
    static Optional<Value> read(Path folder, Path path, Mistakes mistakes) {
        String file = folder.relativize(path).toString().replace('\\', '/');
        Origin top = new Origin(file, 1);
        Optional<String> text = text(folder, path, top, mistakes);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Node node = composer(file.endsWith(".json") ? spaced(text.get()) : text.get())
                    .getSingleNode();
            if (node == null) {
                mistakes.add(top, "The file is empty.");
                return Optional.empty();
            }
            return Optional.of(new Value(node, file, mistakes));
        } catch (MarkedYAMLException e) {
            mistakes.add(origin(file, e), "Invalid YAML: " + problem(e) + ".");
        } catch (YAMLException | StackOverflowError e) {
            mistakes.add(top, "Invalid YAML: " + firstLine(String.valueOf(e.getMessage())) + ".");
        }
        return Optional.empty();
    }

    /** JSON may be indented by tabs, YAML may not; a text of JSON has no line breaks. */
    private static String spaced(String json) {
        return INDENT.matcher(json).replaceAll(found -> " ".repeat(found.group().length()));
    }

    private static Composer composer(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MOST_DEPTH);
        options.setMaxAliasesForCollections(20);
        options.setAllowRecursiveKeys(false);
        options.setCodePointLimit(MOST_BYTES);
        return new Composer(new ParserImpl(new StreamReader(new StringReader(text)), options), new Resolver(), options);
    }

    /** Whether a file is in the project's folder, wherever links lead. */
    static boolean isInside(Path folder, Path path) {
        try {
            return path.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /** The text of a file of the project, of limited size, in UTF-8. */
    static Optional<String> text(Path folder, Path path, Origin origin, Mistakes mistakes) {
        if (!Files.isRegularFile(path)) {
            mistakes.add(origin, "This is no file that can be read. Replace it by one.");
            return Optional.empty();
        }
        if (!isInside(folder, path)) {
            mistakes.add(origin, "The file is a link out of the project. Copy what it leads to.");
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(path)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                mistakes.add(origin, "The file has more than " + MOST_BYTES / 1024 + " KiB. Split it.");
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            mistakes.add(origin, "The file is not in UTF-8.");
        } catch (IOException e) {
            mistakes.add(origin, "Cannot read the file: " + e.getClass().getSimpleName() + ".");
        }
        return Optional.empty();
    }

    private static Origin origin(String file, MarkedYAMLException failure) {
        return new Origin(
                file,
                failure.getProblemMark() == null ? 1 : failure.getProblemMark().getLine() + 1);
    }

    private static String problem(MarkedYAMLException failure) {
        String context = failure.getContext() == null ? "" : failure.getContext() + ", ";
        return firstLine(context + failure.getProblem());
    }

    private static String firstLine(String text) {
        return text.split("\\R", 2)[0];
    }
}
