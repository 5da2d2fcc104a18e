package dev.sluice.materializer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.time.TimeSpan;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    @Test
    void withoutATtlNothingExpires() {
        assertThat(Expiry.NEVER.expiresAt(0)).isNull();
    }

    @Test
    void anItemExpiresAtAWholeSecondNotBeforeItsTtl() {
        Expiry expiry = new Expiry(TimeSpan.parse("1500ms"));
        assertThat(expiry.expiresAt(0)).isEqualTo(2);
        assertThat(expiry.expiresAt(500_000)).isEqualTo(2);
        assertThat(expiry.expiresAt(500_001)).isEqualTo(3);
    }

    @Test
    void timesBeforeTheEpochWork() {
        Expiry expiry = new Expiry(TimeSpan.parse("1s"));
        assertThat(expiry.expiresAt(-10_000_000)).isEqualTo(-9);
        assertThat(expiry.expiresAt(-10_000_001)).isEqualTo(-9);
        assertThat(expiry.expiresAt(-9_999_999)).isEqualTo(-8);
    }

    @Test
    void aTtlOfManyCenturiesDoesNotOverflow() {
        Expiry expiry = new Expiry(TimeSpan.parse("999999999999d"));
        assertThat(expiry.expiresAt(253_402_300_799_999_999L)).isEqualTo(999_999_999_999L * 86_400 + 253_402_300_800L);
    }
}
