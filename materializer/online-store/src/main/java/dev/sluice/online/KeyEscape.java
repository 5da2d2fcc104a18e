package dev.sluice.online;

/** Percent escapes for the texts between the bars of a key: {@code %XX} is the character U+00XX. */
final class KeyEscape {
    private KeyEscape() {}

    static String escaped(String text) {
        StringBuilder result = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpecial(c) && result == null) {
                result = new StringBuilder(text.length() + 8).append(text, 0, i);
            }
            if (result != null) {
                append(result, c);
            }
        }
        return result == null ? text : result.toString();
    }

    private static void append(StringBuilder result, char c) {
        if (isSpecial(c)) {
            result.append('%')
                    .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                    .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
        } else {
            result.append(c);
        }
    }

    /** The text behind the escapes; one that {@link #escaped} would have written differently is refused. */
    static String unescaped(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                result.append((char) Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                result.append(text.charAt(i));
            }
        }
        String plain = result.toString();
        if (!escaped(plain).equals(text)) {
            throw new IllegalArgumentException("Not escaped as keys are");
        }
        return plain;
    }

    /** The separator, the escape itself, and the control characters of ASCII and Latin-1. */
    private static boolean isSpecial(char c) {
        return c == '|' || c == '%' || c < ' ' || (c >= 0x7f && c <= 0x9f);
    }
}
