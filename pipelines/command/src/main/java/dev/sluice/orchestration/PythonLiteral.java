package dev.sluice.orchestration;

import java.util.Collection;
import java.util.stream.Collectors;

/** Values as Python writes them. */
final class PythonLiteral {
    private PythonLiteral() {}

    /** In ASCII. */
    static String of(String text) {
        return text.codePoints().mapToObj(PythonLiteral::character).collect(Collectors.joining("", "\"", "\""));
    }

    private static String character(int code) {
        if (code == '"' || code == '\\') {
            return "\\" + (char) code;
        }
        if (code >= ' ' && code <= '~') {
            return String.valueOf((char) code);
        }
        return (Character.isBmpCodePoint(code) ? "\\u%04x" : "\\U%08x").formatted(code);
    }

    static String of(Collection<?> texts) {
        return texts.stream().map(text -> of(text.toString())).collect(Collectors.joining(", ", "[", "]"));
    }
}
