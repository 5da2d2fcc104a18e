package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a version that readers should leave.
 *
 * @param sunset from when on nobody should read it; null takes back what was said before; kept in microseconds
 * @param replacement what to read instead; null when nothing is named
 * @param at kept in microseconds
 */
public record Deprecation(
        ViewId view,
        @Nullable Instant sunset,
        String reason,
        @Nullable ViewId replacement,
        String by,
        Instant at) {
    public Deprecation {
        sunset = sunset == null ? null : sunset.truncatedTo(ChronoUnit.MICROS);
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    public boolean isOver(Instant now) {
        return sunset != null && !now.isBefore(sunset);
    }

    /** In a sentence: {@code airport_delays@1 is deprecated until 2026-12-31 (reason). Use airport_delays@2.} */
    public String sentence(Instant now) {
        String day = String.valueOf(sunset).replace("T00:00:00Z", "");
        return view + (isOver(now) ? " is past its sunset of " : " is deprecated, with its sunset on ") + day + " ("
                + reason + ")." + (replacement == null ? "" : " Use " + replacement + ".");
    }
}
