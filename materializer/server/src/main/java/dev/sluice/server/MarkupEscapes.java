package dev.sluice.server;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import org.jspecify.annotations.Nullable;

/** Escapes what begins markup, so that what a caller sent stays text even where somebody takes JSON for HTML. */
final class MarkupEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int[] CODES = codes();

    private static int[] codes() {
        int[] codes = standardAsciiEscapesForJSON();
        for (char markup : "<>&".toCharArray()) {
            codes[markup] = ESCAPE_STANDARD;
        }
        return codes;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return CODES.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return null;
    }
}
