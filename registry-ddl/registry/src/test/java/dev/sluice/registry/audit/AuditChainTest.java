package dev.sluice.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.Choices;
import dev.sluice.testing.Property;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditChainTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private static List<AuditEntry> log(int length) {
        List<AuditEntry> log = new ArrayList<>();
        AuditHead last = AuditHead.EMPTY;
        for (int i = 1; i <= length; i++) {
            log.add(AuditEntry.chained("flights", last, NOON.plusSeconds(i), "ada", event(i)));
            last = log.get(i - 1).head();
        }
        return log;
    }

    private static AuditEvent event(int i) {
        String before = i % 2 == 0 ? null : "before" + i;
        return new AuditEvent(
                "CHANGED", new AuditObject("feature_view", "v" + i, i % 3 == 0 ? null : i), before, "a", "{}");
    }

    private static Optional<AuditFlaw> flaw(List<AuditEntry> log, @Nullable AuditHead noted, long length) {
        AuditChain chain = new AuditChain(noted);
        log.forEach(chain::follows);
        return chain.end(length, length);
    }

    private static String message(List<AuditEntry> log) {
        return flaw(log, null, log.size()).orElseThrow().message();
    }

    /** The entry at another place of the log; its hash stays. */
    private static AuditEntry at(long ordinal, AuditEntry entry) {
        return new AuditEntry(
                entry.project(), ordinal, entry.at(), entry.by(), entry.event(), entry.previous(), entry.hash());
    }

    @Test
    void aLogAsItWasWrittenHasNoFlaw() {
        List<AuditEntry> log = log(9);
        assertThat(flaw(log, null, 9)).isEmpty();
        assertThat(flaw(log, log.get(4).head(), 9)).isEmpty();
        assertThat(flaw(List.of(), null, 0)).isEmpty();
    }

    @Test
    void anEntryThatWasRemovedIsMissing() {
        List<AuditEntry> log = log(9);
        log.remove(3);
        assertThat(message(log)).isEqualTo("entry 4 is missing: here stands entry 5");
        log.remove(0);
        assertThat(message(log)).isEqualTo("entry 1 is missing: here stands entry 2");
    }

    @Test
    void entriesThatWereMovedUpShowWhereTheyWere() {
        List<AuditEntry> log = log(9);
        log.remove(3);
        for (int i = 3; i < log.size(); i++) {
            log.set(i, at(i + 1, log.get(i)));
        }
        assertThat(message(log)).isEqualTo("entry 4 is gone: in its place stands what was written as entry 5");
    }

    @Test
    void anEntryThatWasInsertedMovesTheNextOne() {
        List<AuditEntry> log = log(9);
        log.add(4, AuditEntry.chained("flights", log.get(3).head(), NOON, "eve", event(77)));
        for (int i = 5; i < log.size(); i++) {
            log.set(i, at(i + 1, log.get(i)));
        }
        assertThat(message(log)).isEqualTo("entry 6 is gone: in its place stands what was written as entry 5");
    }

    @Test
    void anEntryThatWasChangedAndHashedAnewIsNotTheOneThatTheNextFollows() {
        List<AuditEntry> log = log(9);
        log.set(4, AuditEntry.chained("flights", log.get(3).head(), NOON, "eve", event(5)));
        assertThat(message(log))
                .isEqualTo("entry 5 is not the one that entry 6 was written after: it was changed and hashed anew");
        assertThat(flaw(log, null, 9).orElseThrow().ordinal()).isEqualTo(5);
    }

    @Test
    void aLogThatWasCutOffIsToldByItsLengthOrItsHead() {
        List<AuditEntry> log = log(9);
        AuditHead head = log.get(8).head();
        List<AuditEntry> cut = log.subList(0, 7);
        assertThat(flaw(cut, null, 9).orElseThrow().message())
                .isEqualTo("entry 8 is missing, and all after it: 9 were written");
        assertThat(flaw(cut, head, 7).orElseThrow().message())
                .isEqualTo("entry 8 is missing, and all after it: the head that was noted is entry 9");
        assertThat(flaw(log, null, 8).orElseThrow().message())
                .isEqualTo("entry 9 was added past the registry: 8 were written");
    }

    @Test
    void onlyANotedHeadTellsALogThatWasWrittenAnewFromItsBeginning() {
        AuditHead head = log(9).get(8).head();
        List<AuditEntry> forged = new ArrayList<>();
        forged.add(AuditEntry.chained("flights", AuditHead.EMPTY, NOON, "eve", event(1)));
        for (int i = 2; i <= 9; i++) {
            forged.add(AuditEntry.chained("flights", forged.get(i - 2).head(), NOON, "ada", event(i)));
        }
        assertThat(flaw(forged, null, 9)).isEmpty();
        assertThat(flaw(forged, head, 9).orElseThrow().message())
                .isEqualTo("entry 9 is not the head that was noted: the log was written anew up to it");
    }

    /** Each of a thousand logs is tampered with in one way, somewhere; the entry before that place is still right. */
    @Test
    void whateverIsTamperedWithIsFoundAtItsPlace() {
        Property.holds(
                1_000,
                AuditChainTest::tampered,
                tampered -> flaw(tampered.log, null, tampered.length)
                        .filter(flaw -> flaw.ordinal() == tampered.wrong)
                        .isPresent());
    }

    /** A log, how many entries it had, and the first that is wrong now. */
    private record Tampered(List<AuditEntry> log, int length, int wrong) {}

    private static Tampered tampered(Choices choices) {
        List<AuditEntry> log = log(2 + choices.below(12));
        int length = log.size();
        int wrong = tamper(log, choices.below(length), choices);
        return new Tampered(log, length, wrong);
    }

    /** Returns the ordinal of the first entry that is wrong. */
    private static int tamper(List<AuditEntry> log, int place, Choices choices) {
        AuditEntry entry = log.get(place);
        int way = choices.below(11);
        if (way == 9) {
            log.remove(place);
        } else if (way == 10) {
            int other = (place + 1) % log.size();
            log.set(place, at(place + 1, log.get(other)));
            log.set(other, at(other + 1, entry));
            return Math.min(place, other) + 1;
        } else {
            log.set(place, changed(entry, way));
        }
        return place + 1;
    }

    private static AuditEntry changed(AuditEntry entry, int way) {
        AuditEvent event = entry.event();
        AuditObject object = event.object();
        AuditEvent other = switch (way) {
            case 0 -> new AuditEvent("RETIRED", object, event.before(), event.after(), event.details());
            case 1 ->
                new AuditEvent(
                        event.action(),
                        new AuditObject("source", object.name(), object.version()),
                        event.before(),
                        event.after(),
                        event.details());
            case 2 ->
                new AuditEvent(
                        event.action(),
                        new AuditObject(object.kind(), object.name(), 99),
                        event.before(),
                        event.after(),
                        event.details());
            case 3 -> new AuditEvent(event.action(), object, "other", event.after(), event.details());
            case 4 -> new AuditEvent(event.action(), object, event.before(), null, event.details());
            case 5 -> new AuditEvent(event.action(), object, event.before(), event.after(), "no JSON");
            default -> event;
        };
        return new AuditEntry(
                entry.project(),
                entry.ordinal(),
                way == 6 ? entry.at().plusNanos(1_000) : entry.at(),
                way == 7 ? "eve" : entry.by(),
                other,
                way == 8 ? "f".repeat(64) : entry.previous(),
                entry.hash());
    }

    @Test
    void aHeadIsReadAsItIsWritten() {
        AuditHead head = log(3).get(2).head();
        assertThat(AuditHead.parse(head.toString())).isEqualTo(head);
        assertThatThrownBy(() -> AuditHead.parse("3:abc"))
                .hasMessage("Invalid head: '3:abc'. Write it as `sluice audit --verify` has shown it: a number, a "
                        + "colon, 64 hexadecimal digits.");
    }
}
