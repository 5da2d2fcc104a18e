package dev.sluice.registry.audit;

import dev.sluice.problem.VocabularyError;

/** The last entry of a log at some moment, by its place and hash: {@code 57:ab12...}. It stands for all entries up to it. */
public record AuditHead(long ordinal, String hash) {
    /** The head of a log without entries. */
    public static final AuditHead EMPTY = new AuditHead(0, AuditEntry.NONE_BEFORE);

    /** Reads {@code ordinal:hash}. */
    public static AuditHead parse(String text) {
        if (!text.matches("\\d{1,18}:[0-9a-f]{64}")) {
            throw VocabularyError.invalid("Invalid head: '" + text
                    + "'. Write it as `sluice audit --verify` has shown it: a number, a colon, 64 hexadecimal digits.");
        }
        int colon = text.indexOf(':');
        return new AuditHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return ordinal + ":" + hash;
    }
}
