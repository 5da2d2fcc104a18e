package dev.sluice.pointintime;

import static dev.sluice.pointintime.Mutant.ofAnswers;
import static dev.sluice.pointintime.Mutant.ofNewestRows;
import static dev.sluice.pointintime.Mutant.ofRowMoments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Choices;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the generated histories are worth: with any of these mistakes in its SQL, the engine fails on some of them. */
class MutantsTest {
    private static final List<History> HISTORIES = LongStream.rangeClosed(1, 500)
            .mapToObj(seed -> History.generate(Choices.seeded(seed)))
            .toList();

    @ParameterizedTest
    @MethodSource({"mistakesAboutTheNewestRow", "mistakesAboutMoments", "mistakesAboutWhatWasKnown"})
    void theHistoriesCatch(Mutant mutant) {
        assertThat(new Trial(mutant.engine(), mutant.knowledge()).broken(HISTORIES))
                .isNotEmpty();
    }

    static Stream<Mutant> mistakesAboutTheNewestRow() {
        return Stream.of(
                ofNewestRows("a value at exactly T is not used", "asks ASC", "asks DESC"),
                ofAnswers("a value of exactly the ttl is not used", "<= :ttl_n", "< :ttl_n"),
                ofAnswers("the ttl is forgotten", "<= :ttl_n", "IS NOT NULL"),
                ofNewestRows("the oldest wins", "max(view_n)", "min(view_n)"),
                ofNewestRows("the last of the timeline wins a tie", "max(view_n)", "last(view_n, TRUE)"),
                ofNewestRows("the future is seen", "CURRENT ROW", "UNBOUNDED FOLLOWING"),
                ofNewestRows("only the row just before is seen", "UNBOUNDED PRECEDING", "1 PRECEDING"),
                ofNewestRows("parts of keys are mixed", "BY shiftright(slot, 32), key", "BY key.part_0"),
                ofNewestRows("case is ignored", "BY shiftright(slot, 32), key", "BY key.part_0, lower(key.part_1)"),
                ofNewestRows("labels without an answer are lost", "WHERE asks", "WHERE asks AND view_0 IS NOT NULL"),
                ofAnswers("defaults are forgotten", "ELSE :default_n", ""),
                ofAnswers(
                        "a default stands for a null",
                        "THEN view_n.features",
                        "THEN if(view_n.features.f0 IS NULL, :default_n, view_n.features)"),
                ofAnswers("labels without a key get defaults", "key IS NULL OR ", ""),
                ofAnswers("labels without a moment get defaults", " OR moment IS NULL", ""));
    }

    static Stream<Mutant> mistakesAboutMoments() {
        String eventTime = "unix_micros(CAST(event_time AS TIMESTAMP))";
        return Stream.of(
                ofRowMoments(
                        "a value is seen before it is available",
                        "ELSE event_time + :availability_delay",
                        "ELSE event_time"),
                ofRowMoments(
                        "times are cut to seconds", eventTime, "unix_seconds(CAST(event_time AS TIMESTAMP)) * 1000000"),
                ofRowMoments(
                        "times are read in another zone",
                        eventTime,
                        "unix_micros(to_utc_timestamp(CAST(event_time AS TIMESTAMP), 'Asia/Kolkata'))"),
                ofRowMoments(
                        "created time decides before event time",
                        "struct(event_time, created_time,",
                        "struct(created_time, event_time,"),
                ofRowMoments("created time decides nothing", "struct(event_time, created_time,", "struct(event_time,"),
                ofRowMoments(
                        "the values decide nothing",
                        "created_time, features",
                        "created_time, rand() AS chance, features"),
                ofRowMoments("the sign of zero decides nothing", "features, zeros)", "features)"),
                ofRowMoments("rows without created time are not seen", " OR NOT :as_known", ""));
    }

    static Stream<Mutant> mistakesAboutWhatWasKnown() {
        String known = "greatest(event_time + :availability_delay, created_time)";
        return Stream.of(
                ofRowMoments("what was written later is seen", known, "event_time + :availability_delay")
                        .asKnown(),
                ofRowMoments("what was written is seen at once", known, "created_time")
                        .asKnown(),
                ofRowMoments("the delay counts from the writing", known, "created_time + :availability_delay")
                        .asKnown(),
                ofRowMoments("rows without created time are seen", "created_time IS NOT NULL OR", "TRUE OR")
                        .asKnown(),
                ofNewestRows("what became known last wins", "max(view_n)", "last(view_n, TRUE)")
                        .asKnown());
    }
}
