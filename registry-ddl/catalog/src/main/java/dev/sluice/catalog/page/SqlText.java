package dev.sluice.catalog.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A query cut into the parts that are coloured differently. Nothing is lost: the parts in their order are the text. */
public final class SqlText {
    private static final Set<String> KEYWORDS = Set.of(
            ("all and any as asc between by case cast cross desc distinct else end escape except exists false filter first "
                            + "following from full group having in inner intersect interval is join last lateral left like "
                            + "limit natural not null nulls offset on or order outer over partition preceding qualify range "
                            + "rlike right row rows select semi anti set table then true unbounded union unnest using values "
                            + "view when where window with within current")
                    .split(" "));

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private int at;

    private SqlText(String text) {
        this.text = text;
    }

    /**
     * A part of a query.
     *
     * @param kind keyword, function, string, number, comment, parameter or plain
     */
    public record Part(String kind, String text) {}

    public static List<Part> parts(String text) {
        SqlText sql = new SqlText(text);
        while (sql.at < text.length()) {
            sql.next();
        }
        return sql.parts;
    }

    private void next() {
        char first = text.charAt(at);
        if (text.startsWith("--", at)) {
            take("comment", lineEnd());
        } else if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            take("comment", end < 0 ? text.length() : end + 2);
        } else if (first == '\'' || first == '"') {
            take("string", quoteEnd(first));
        } else if (first == '`') {
            take("plain", quoteEnd(first));
        } else if (first == ':' && at + 1 < text.length() && isWord(text.charAt(at + 1))) {
            take("parameter", wordEnd(at + 1));
        } else if (Character.isDigit(first)) {
            take("number", numberEnd());
        } else if (isWord(first)) {
            word(wordEnd(at));
        } else {
            take("plain", at + 1);
        }
    }

    private void take(String kind, int end) {
        Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        String taken = text.substring(at, end);
        if (last != null && last.kind().equals(kind) && kind.equals("plain")) {
            parts.set(parts.size() - 1, new Part(kind, last.text() + taken));
        } else {
            parts.add(new Part(kind, taken));
        }
        at = end;
    }

    private void word(int end) {
        boolean keyword = KEYWORDS.contains(text.substring(at, end).toLowerCase(Locale.ROOT));
        boolean function = end < text.length() && text.charAt(end) == '(';
        take(keyword ? "keyword" : function ? "function" : "plain", end);
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private int quoteEnd(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote != '`') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i + 1;
            }
        }
        return text.length();
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int numberEnd() {
        int end = wordEnd(at);
        return end + 1 < text.length() && text.charAt(end) == '.' && Character.isDigit(text.charAt(end + 1))
                ? wordEnd(end + 1)
                : end;
    }

    private static boolean isWord(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }
}
