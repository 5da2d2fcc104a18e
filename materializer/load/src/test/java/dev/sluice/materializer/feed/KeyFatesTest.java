package dev.sluice.materializer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyFatesTest {
    @Test
    void aKeyWithoutARowAfterwardsVanished() {
        KeyFates fates = new KeyFates();
        fates.before("ORD", new RowTime(1, 1));
        fates.after("ATL", new RowTime(1, 1));
        assertThat(fates.vanished("ORD")).isTrue();
        assertThat(fates.vanished("ATL")).isFalse();
    }

    @Test
    void aKeyWhoseRowIsAsOldAsBeforeDidNotTurnBack() {
        KeyFates fates = new KeyFates();
        fates.before("ORD", new RowTime(1, 1));
        fates.after("ORD", new RowTime(1, 1));
        assertThat(fates.vanished("ORD")).isFalse();
        assertThat(fates.turnedBackFrom("ORD")).isNull();
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        Property.holds(
                500,
                choices -> {
                    List<Side> sides = new ArrayList<>();
                    for (int key = 0; key <= choices.below(5); key++) {
                        add(sides, key, true, choices.below(4));
                        add(sides, key, false, choices.below(4));
                    }
                    Collections.shuffle(sides, new Random(choices.below(1_000)));
                    return sides;
                },
                KeyFatesTest::isAsSimplyTold);
    }

    /** Time 0 stands for no row on this side. */
    private static void add(List<Side> sides, int key, boolean before, int time) {
        if (time > 0) {
            sides.add(new Side("K" + key, before, new RowTime(time / 2, time)));
        }
    }

    private static boolean isAsSimplyTold(List<Side> sides) {
        KeyFates fates = new KeyFates();
        Map<String, RowTime> before = new HashMap<>();
        Map<String, RowTime> after = new HashMap<>();
        for (Side side : sides) {
            (side.before ? before : after).put(side.key, side.time);
            if (side.before) {
                fates.before(side.key, side.time);
            } else {
                fates.after(side.key, side.time);
            }
        }
        return sides.stream()
                .map(Side::key)
                .allMatch(key -> fates.vanished(key) == (after.get(key) == null)
                        && java.util.Objects.equals(fates.turnedBackFrom(key), newer(before.get(key), after.get(key))));
    }

    private static @Nullable RowTime newer(@Nullable RowTime before, @Nullable RowTime after) {
        return before != null && after != null && before.compareTo(after) > 0 ? before : null;
    }

    private record Side(String key, boolean before, RowTime time) {}
}
