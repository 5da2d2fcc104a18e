package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.ViewId;
import dev.sluice.registry.Activation.Cause;
import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.AuditFlaw;
import dev.sluice.registry.audit.AuditHead;
import dev.sluice.registry.audit.AuditQuery;
import dev.sluice.testing.Flights;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every registry tells of its changes. */
interface AuditContract {
    Path FOLDER = Path.of("/project");
    Instant NOW = Instant.parse("2026-01-05T08:00:00.123456Z");
    ViewId SECOND = new ViewId("airport_delays", 2);

    Registry registry();

    private List<String> log() {
        return registry().auditLog("flights", 0, 100).stream()
                .map(entry -> entry.ordinal() + " " + entry.event().action() + " "
                        + entry.event().object() + " " + shown(entry.event().before()) + " -> "
                        + shown(entry.event().after()))
                .toList();
    }

    private static String shown(@Nullable String content) {
        return content != null && content.length() == 64 ? "#" : String.valueOf(content);
    }

    private void run(String id, String day) {
        RunRecord run = registry().begin(RunsContract.start(id, day, 1));
        RunRecord staged = run.staged(10, 100, Map.of());
        registry().update(staged);
        if (id.equals("refused")) {
            registry().update(staged.refused("too few rows", NOW));
            registry().update(staged.refused("too few rows", NOW));
        } else {
            registry().update(staged.judged().promoted(4, 10, NOW));
            registry().update(staged.judged().promoted(4, 10, NOW).completed(5));
        }
    }

    @Test
    default void everyChangeIsToldOnceAndInOrder() {
        registry().apply(Flights.project(FOLDER, Flights.airportDelays()), NOW);
        registry().apply(Flights.project(FOLDER, Flights.airportDelays()), NOW);
        registry().apply(Flights.project(FOLDER, Flights.inVersion(Flights.airportDelays(), 2)), NOW);
        run("promoted", "2001-03-05");
        run("refused", "2001-03-06");
        BackfillRecord backfill =
                new BackfillRecord("flights", "ab", "{}", BackfillState.RUNNING, "ada", NOW, null, NOW);
        registry().record(backfill);
        registry().record(backfill);
        registry().advance(backfill, BackfillState.PAUSED, NOW);
        registry().advance(backfill, BackfillState.PAUSED, NOW);
        TrainingSetRecord set = new TrainingSetRecord("flights", "delay_model@1", "t1", "/out", 3, "{}", NOW);
        registry().record(set);
        registry().record(set);
        registry()
                .record(new MaterializationRecord(
                        "flights", SECOND, "store", 0, 9, new MaterializedItems(7, 1, 2), NOW, NOW));
        registry().activate("flights", new Activation(new ViewId("airport_delays", 3), Cause.ASKED, NOW), 7);
        registry().activate("flights", new Activation(new ViewId("airport_delays", 1), Cause.ASKED, NOW), 2);

        assertThat(log())
                .containsExactly(
                        "1 REGISTERED entity airport null -> #",
                        "2 REGISTERED entity route null -> #",
                        "3 REGISTERED source flights null -> #",
                        "4 REGISTERED feature_view airport_delays@1 null -> #",
                        "5 ACTIVATED feature_view airport_delays@1 null -> 1",
                        "6 RETIRED feature_view airport_delays@1 # -> null",
                        "7 REGISTERED feature_view airport_delays@2 null -> #",
                        "8 ACTIVATED feature_view airport_delays@2 1 -> 2",
                        "9 PROMOTED feature_view airport_delays@1 STAGED -> PROMOTED",
                        "10 REFUSED feature_view airport_delays@1 STAGED -> REFUSED",
                        "11 BACKFILL backfill ab null -> RUNNING",
                        "12 BACKFILL backfill ab RUNNING -> PAUSED",
                        "13 BUILT training_set t1 null -> #",
                        "14 MATERIALIZED feature_view airport_delays@2 0 -> 9",
                        "15 ACTIVATED feature_view airport_delays@1 2 -> 1");
        assertThat(registry().auditLength("flights")).isEqualTo(15);
        assertThat(AuditCheck.of(registry(), "flights", null).isWell()).isTrue();
    }

    @Test
    default void anEntrySaysWhoAndWhenAndWhatElseIsKnown() {
        registry().apply(Flights.project(FOLDER, Flights.airportDelays()), NOW);
        run("promoted", "2001-03-05");
        AuditEntry entry =
                registry().auditLog("flights", AuditQuery.all().withLimit(1)).get(0);
        assertThat(entry.by()).isEqualTo(RequestingUser.name());
        assertThat(entry.at()).isAfter(Instant.parse("2026-01-01T00:00:00Z").minusSeconds(1));
        assertThat(entry.event().details())
                .isEqualTo("{\"partition\":\"2001-03-05\",\"rows\":\"10\",\"run\":\"promoted\"}");
        assertThat(entry.previous())
                .isEqualTo(registry().auditLog("flights", 4, 1).get(0).hash());
    }

    @Test
    default void aLogIsAskedForByObjectAndTime() {
        registry().apply(Flights.project(FOLDER), NOW);
        registry().apply(Flights.project(FOLDER, Flights.inVersion(Flights.airportDelays(), 2)), NOW);
        AuditQuery view = AuditQuery.all().withName("airport_delays");
        assertThat(registry().auditLog("flights", view))
                .extracting(AuditEntry::ordinal)
                .containsExactly(13L, 10L, 9L, 7L, 4L);
        assertThat(registry().auditLog("flights", view.withVersion(2))).hasSize(2);
        assertThat(registry().auditLog("flights", view.withLimit(1))).hasSize(1);
        assertThat(registry().auditLog("flights", view.withUntil(Instant.EPOCH)))
                .isEmpty();
        assertThat(registry().auditLog("flights", view.withFrom(Instant.EPOCH))).hasSize(5);
        assertThat(registry().auditLog("other", AuditQuery.all())).isEmpty();
    }

    @Test
    default void whatIsRefusedIsNotTold() {
        registry().apply(Flights.project(FOLDER, Flights.airportDelays()), NOW);
        assertThatThrownBy(() -> registry().apply(Flights.project(FOLDER), NOW, known -> {
                    throw RegistryError.HELD.problem("no");
                }))
                .hasMessage("no");
        assertThat(registry().auditLength("flights")).isEqualTo(5);
    }

    @Test
    default void aHeadThatWasNotedStaysTrueWhenMoreIsWritten() {
        registry().apply(Flights.project(FOLDER, Flights.airportDelays()), NOW);
        AuditHead head = AuditCheck.of(registry(), "flights", null).head();
        assertThat(head.ordinal()).isEqualTo(5);
        run("promoted", "2001-03-05");
        assertThat(AuditCheck.of(registry(), "flights", head).isWell()).isTrue();
        AuditHead other = new AuditHead(5, AuditEntry.NONE_BEFORE);
        assertThat(AuditCheck.of(registry(), "flights", other).flaw())
                .extracting(AuditFlaw::message)
                .isEqualTo("entry 5 is not the head that was noted: the log was written anew up to it");
    }

    @Test
    default void ofManyWritersAtOnceEachIsToldOnce() {
        IntStream.range(0, 40)
                .parallel()
                .forEach(i -> registry()
                        .record(new TrainingSetRecord("flights", "delay_model@1", "t" + i, "/out", i, "{}", NOW)));
        assertThat(registry().auditLog("flights", AuditQuery.all()))
                .extracting(entry -> entry.event().object().name())
                .doesNotHaveDuplicates()
                .hasSize(40);
        assertThat(AuditCheck.of(registry(), "flights", null).isWell()).isTrue();
    }
}
