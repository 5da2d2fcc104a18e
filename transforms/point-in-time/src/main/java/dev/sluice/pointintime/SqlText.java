package dev.sluice.pointintime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a query: as it stands, SQL for a view called {@code view_n} with parameters that end in {@code _n}. What is
 * between {@code /* each view *}{@code /} and {@code /* end *}{@code /} can be repeated for views with numbers.
 */
record SqlText(String text) {
    private static final Pattern EACH_VIEW = Pattern.compile("/\\* each view \\*/(.*?)/\\* end \\*/", Pattern.DOTALL);

    /** The file of this name beside this class. */
    static SqlText resource(String name) {
        try (InputStream file = Objects.requireNonNull(SqlText.class.getResourceAsStream(name), name)) {
            return new SqlText(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The query for the views of these numbers: {@code view_n} becomes {@code view_0}, {@code :ttl_n} {@code :ttl_0}. */
    String forViews(List<Integer> numbers) {
        return EACH_VIEW.matcher(text).replaceAll(part -> Matcher.quoteReplacement(repeated(part.group(1), numbers)));
    }

    /** The query for one view: {@code view_n} becomes {@code view_7}. */
    String forView(int number) {
        return text.replaceAll("view_n\\b", "view_" + number);
    }

    private static String repeated(String part, List<Integer> numbers) {
        return numbers.stream()
                .map(number -> part.replaceAll("(view|ttl|default)_n\\b", "$1_" + number))
                .collect(Collectors.joining());
    }
}
