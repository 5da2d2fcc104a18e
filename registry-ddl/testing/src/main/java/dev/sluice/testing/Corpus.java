package dev.sluice.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cases of a resource file. Each begins with a line {@code === what is wrong | CODE | a part of the message}; the lines up to
 * the next are its text. In a text, {@code {{3 ab}}} stands for {@code ababab}, and {@code {{u0000}}} for a character.
 */
public final class Corpus {
    private static final Pattern HEAD = Pattern.compile("(?m)^=== ");
    private static final Pattern REPEATED = Pattern.compile("\\{\\{(\\d+) (.+?)}}");
    private static final Pattern CHARACTER = Pattern.compile("\\{\\{u([0-9a-f]{4})}}");

    private Corpus() {}

    /**
     * One case.
     *
     * @param title what is wrong, or what is good
     * @param code the expected problem; empty for good ones
     * @param says a part of the expected message
     */
    public record Case(String title, String code, String says, String text) {
        @Override
        public String toString() {
            return title;
        }
    }

    /** The cases of a resource beside a class. */
    public static List<Case> of(Class<?> test, String resource) {
        String[] pieces = HEAD.split(read(test, resource));
        List<Case> cases = new ArrayList<>();
        for (int i = 1; i < pieces.length; i++) {
            String[] lines = pieces[i].split("\n", 2);
            String[] head = lines[0].split(" \\| ", 3);
            cases.add(new Case(
                    head[0], head.length > 1 ? head[1] : "", head.length > 2 ? head[2] : "", expanded(lines[1])));
        }
        return cases;
    }

    private static String read(Class<?> test, String resource) {
        try (InputStream stream = test.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("There is no " + resource + " beside " + test.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String expanded(String text) {
        String repeated = REPEATED.matcher(text.stripTrailing())
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        found.group(2).repeat(Integer.parseInt(found.group(1)))));
        return CHARACTER
                .matcher(repeated)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(found.group(1), 16))));
    }
}
