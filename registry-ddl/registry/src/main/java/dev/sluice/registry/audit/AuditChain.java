package dev.sluice.registry.audit;

import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the entries of a log, given in their order, against each other, up to the first that is not what was written.
 *
 * <p>Each entry's hash is over its content and the hash before it (Haber and Stornetta, How to time-stamp a digital
 * document, 1991), so whoever changes one must write all after it anew. Only a head that was noted elsewhere tells that.
 */
public final class AuditChain {
    /** How far an entry that was moved is looked for. */
    private static final long FARTHEST = 100;

    private final @Nullable AuditHead noted;
    private AuditHead last = AuditHead.EMPTY;
    private @Nullable AuditFlaw flaw;

    /** @param noted a head that the log once had; null when nobody noted one */
    public AuditChain(@Nullable AuditHead noted) {
        this.noted = noted;
    }

    /** Looks at the next entry; returns whether all is well so far. */
    public boolean follows(AuditEntry entry) {
        if (flaw == null) {
            flaw = flawOf(entry);
            last = entry.head();
        }
        return flaw == null;
    }

    private @Nullable AuditFlaw flawOf(AuditEntry entry) {
        long expected = last.ordinal() + 1;
        if (entry.ordinal() != expected) {
            return new AuditFlaw(expected, "entry " + expected + " is missing: here stands entry " + entry.ordinal());
        }
        if (!entry.contentHash().equals(entry.hash())) {
            return new AuditFlaw(expected, changed(entry));
        }
        if (!entry.previous().equals(last.hash())) {
            return expected == 1
                    ? new AuditFlaw(1, "entry 1 was written after another: those before it are gone")
                    : new AuditFlaw(
                            last.ordinal(),
                            "entry " + last.ordinal() + " is not the one that entry " + expected
                                    + " was written after: it was changed and hashed anew");
        }
        return isNoted(expected) && !entry.head().equals(noted) ? otherThanNoted(expected) : null;
    }

    private static String changed(AuditEntry entry) {
        long place = entry.ordinal();
        return LongStream.rangeClosed(Math.max(1, place - FARTHEST), place + FARTHEST)
                .filter(other -> entry.contentHash(other).equals(entry.hash()))
                .mapToObj(
                        other -> "entry " + place + " is gone: in its place stands what was written as entry " + other)
                .findFirst()
                .orElse("entry " + place + " was changed: its content does not have its hash");
    }

    private boolean isNoted(long ordinal) {
        return noted != null && noted.ordinal() == ordinal;
    }

    private static AuditFlaw otherThanNoted(long ordinal) {
        return new AuditFlaw(
                ordinal, "entry " + ordinal + " is not the head that was noted: the log was written anew up to it");
    }

    /**
     * The first flaw of the log, when all of its entries were looked at.
     *
     * @param least how many entries there were in all before the first was looked at
     * @param most how many there are now
     */
    public Optional<AuditFlaw> end(long least, long most) {
        if (flaw == null && noted != null && noted.ordinal() > last.ordinal()) {
            return Optional.of(cutOff("the head that was noted is entry " + noted.ordinal()));
        }
        if (flaw == null && last.ordinal() < least) {
            return Optional.of(cutOff(least + " were written"));
        }
        if (flaw == null && last.ordinal() > most) {
            return Optional.of(new AuditFlaw(
                    most + 1, "entry " + (most + 1) + " was added past the registry: " + most + " were written"));
        }
        return Optional.ofNullable(flaw);
    }

    private AuditFlaw cutOff(String why) {
        long missing = last.ordinal() + 1;
        return new AuditFlaw(missing, "entry " + missing + " is missing, and all after it: " + why);
    }
}
