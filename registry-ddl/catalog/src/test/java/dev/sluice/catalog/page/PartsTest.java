package dev.sluice.catalog.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.testing.Property;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void sqlIsColouredByWhatItSays() {
        assertThat(SqlText.parts(
                        "SELECT avg(x) -- why\nFROM t WHERE a = 'it''s' AND b >= :start /* c */ OR `from` = 1.5"))
                .filteredOn(part -> !part.kind().equals("plain"))
                .extracting(part -> part.kind() + " " + part.text())
                .containsExactly(
                        "keyword SELECT",
                        "function avg",
                        "comment -- why",
                        "keyword FROM",
                        "keyword WHERE",
                        "string 'it'",
                        "string 's'",
                        "keyword AND",
                        "parameter :start",
                        "comment /* c */",
                        "keyword OR",
                        "number 1.5");
    }

    @Test
    void colouringLosesNothing() {
        List<String> pieces =
                List.of("'", "\"", "`", "--", "/*", "*/", "\n", "a", "1", ".", ":", "\\", "SELECT", "(", " ", "é");
        Property.holds(
                2_000,
                choices -> Stream.generate(() -> pieces.get(choices.below(pieces.size())))
                        .limit(choices.below(13))
                        .collect(Collectors.joining()),
                text -> SqlText.parts(text).stream()
                        .map(SqlText.Part::text)
                        .collect(Collectors.joining())
                        .equals(text));
    }

    @Test
    void whatOpensDoorsIsHidden() {
        assertThat(Secrets.masked("jdbc:postgresql://me:pw@db:5432/x?user=me&password=pw"))
                .isEqualTo("jdbc:postgresql://db:5432/x");
        assertThat(Secrets.masked("jdbc:sqlserver://db;user=me;password=pw")).isEqualTo("jdbc:sqlserver://db");
        assertThat(Secrets.masked("jdbc:oracle:thin:me/pw@db:1521:x"))
                .isEqualTo("jdbc:oracle:thin:@db:1521:x".replace(":@", ":"));
        assertThat(Secrets.masked("s3a://key:secret@bucket/a")).isEqualTo("s3a://bucket/a");
        assertThat(Secrets.masked("https://x/y?sig=abc failed")).isEqualTo("https://x/y failed");
        assertThat(Secrets.masked("Cannot log in: fs.s3a.secret.key=abc, password: 'x y'"))
                .doesNotContain("abc")
                .doesNotContain("x y");
        assertThat(Secrets.masked("2001-03-01 failed: 12 rows")).isEqualTo("2001-03-01 failed: 12 rows");
        assertThat(Secrets.masked(Map.of("header", "true", "sfPassword", "x", "anything", "y")))
                .isEqualTo(Map.of("header", "true", "sfPassword", "(hidden)", "anything", "(hidden)"));
    }

    @Test
    void aTrendFillsItsPictureAndNeedsTwoPoints() {
        FeatureDay low = new FeatureDay("a", 1, 1, null, null, 1.0, 1.0, List.of());
        FeatureDay high = new FeatureDay("b", 1, 1, null, null, 3.0, 1.0, List.of());
        FeatureDay none = new FeatureDay("c", 1, 0, null, null, null, null, List.of());

        Trend trend = Objects.requireNonNull(Trend.of(List.of(low, none, high)));

        assertThat(trend.line()).isEqualTo("3.0,21.0 129.0,9.0");
        assertThat(trend.band()).isEqualTo("3.0,15.0 129.0,3.0 129.0,15.0 3.0,27.0");
        assertThat(Trend.of(List.of(low, none))).isNull();
    }

    @Test
    void barsHoldTheSharesOfTheValues() {
        double[] even = Distribution.shares(List.of(0.0, 12.0, 24.0));
        assertThat(even).containsOnly(1.0 / Distribution.BARS);
        double[] skewed = Distribution.shares(List.of(0.0, 0.5, 24.0));
        assertThat(skewed[0]).isCloseTo(0.5 + 0.5 * 0.5 / 23.5, within(1e-12));
        assertThat(Arrays.stream(skewed).sum()).isCloseTo(1, within(1e-12));
        double[] tied = Distribution.shares(List.of(1.0, 1.0, 1.0, 25.0));
        assertThat(tied[0]).isGreaterThan(2.0 / 3);
        double[] same = Distribution.shares(List.of(7.0, 7.0));
        assertThat(same[Distribution.BARS / 2]).isEqualTo(1);

        assertThat(Distribution.of(new FeatureDay("a", 2, 2, "7", "7", 7.0, 0.0, List.of(7.0, 7.0))))
                .isEqualTo(new Distribution("M48.0 30v-30.0h3.5v30.0z", 1));
        assertThat(Distribution.of(new FeatureDay("a", 1, 0, null, null, null, null, List.of())))
                .isNull();
    }

    @Test
    void numbersAreShort() {
        assertThat(Wording.number(17088.0 / 223)).isEqualTo("76.63");
        assertThat(Wording.number("952")).isEqualTo("952");
        assertThat(Wording.number(1e12)).isEqualTo("1.000e+12");
        assertThat(Wording.age(108_000L)).isEqualTo("30h");
        assertThat(Wording.percent(0.9999)).isEqualTo("99.9%");
        assertThat(Wording.bytes(48_000)).isEqualTo("48.0 kB");
    }
}
