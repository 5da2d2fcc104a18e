package dev.sluice.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: its lines, which of them are code, its links and its headings. */
record MarkdownPage(Path file, List<Line> lines) {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String INDENT = "    ";

    /** One line. */
    record Line(int number, String text, boolean code) {}

    /** All pages below a folder but those that builds and installations leave there. */
    static List<MarkdownPage> below(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", ".git", "node_modules")
                            .noneMatch(name -> root.relativize(file).startsWith(name)
                                    || file.toString().contains("/" + name + "/")))
                    .sorted()
                    .map(MarkdownPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MarkdownPage read(Path file) {
        try {
            return of(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MarkdownPage of(Path file, List<String> texts) {
        List<Line> lines = new ArrayList<>();
        boolean fenced = false;
        for (String text : texts) {
            boolean fence = text.strip().startsWith("```");
            fenced ^= fence;
            lines.add(new Line(lines.size() + 1, text, !fence && (fenced || text.startsWith(INDENT))));
        }
        return new MarkdownPage(file, List.copyOf(lines));
    }

    /** The targets of its links, outside of code. */
    List<String> links() {
        return prose().map(line -> line.text().replaceAll(CODE.pattern(), ""))
                .flatMap(text -> LINK.matcher(text).results().map(link -> link.group(1)))
                .toList();
    }

    /** The texts between backticks, outside of blocks of code. */
    List<String> inlineCode() {
        List<String> found = new ArrayList<>();
        prose().forEach(line -> {
            Matcher code = CODE.matcher(line.text());
            while (code.find()) {
                found.add(code.group(1));
            }
        });
        return found;
    }

    /** What its headings can be linked by, as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        prose().map(Line::text)
                .filter(text -> text.matches("#{1,6} .+"))
                .map(text -> text.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(text -> text.replaceAll("[^\\p{L}\\p{N}\\s_-]", "").replace(' ', '-'))
                .forEach(anchors::add);
        return anchors;
    }

    /** The command lines in its blocks of code that call the launcher, lines that go on joined. */
    List<Line> calls() {
        List<Line> calls = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (Line line : lines) {
            String text = line.code() ? line.text().strip() : "";
            open.append(text.endsWith("\\") ? text.substring(0, text.length() - 1) : text);
            if (!text.endsWith("\\")) {
                Matcher call = Pattern.compile("^(?:\\$ )?(?:[A-Z_]+=(?:\"[^\"]*\"|\\S*) )*(?:\\./)?sluice (.*)")
                        .matcher(open);
                if (call.matches()) {
                    calls.add(new Line(line.number(), call.group(1), true));
                }
                open.setLength(0);
            }
        }
        return calls;
    }

    private Stream<Line> prose() {
        return lines.stream().filter(line -> !line.code());
    }
}
