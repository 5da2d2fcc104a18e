package dev.sluice.definition;

import dev.sluice.project.ApprovalThresholds;
import dev.sluice.project.BackfillSettings;
import dev.sluice.project.Prices;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code backfill:} and {@code prices:} of sluice.yaml. */
final class BackfillSettingsReader {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?(B|KB|MB|GB|TB)?");
    private static final Map<String, Long> UNITS =
            Map.of("B", 1L, "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);

    private BackfillSettingsReader() {}

    static BackfillSettings settings(Optional<Fields> settings) {
        return new BackfillSettings(approval(settings), chunkBytes(settings));
    }

    private static ApprovalThresholds approval(Optional<Fields> settings) {
        Optional<Fields> approval = settings.flatMap(backfill -> backfill.value("approval"))
                .flatMap(value -> value.fields("approval", Keys.APPROVAL));
        return approval.map(fields ->
                        new ApprovalThresholds(number(fields, "cost"), bytes(fields, "bytes"), partitions(fields)))
                .orElse(ApprovalThresholds.NONE);
    }

    static Optional<Fields> backfill(Fields settings) {
        return settings.value("backfill").flatMap(value -> value.fields("backfill", Keys.BACKFILL));
    }

    private static long chunkBytes(Optional<Fields> settings) {
        return settings.flatMap(backfill -> Optional.ofNullable(bytes(backfill, "chunk_bytes")))
                .orElse(BackfillSettings.CHUNK_BYTES);
    }

    private static @Nullable Double number(Fields fields, String key) {
        return fields.value(key).flatMap(Value::number).orElse(null);
    }

    private static @Nullable Long partitions(Fields fields) {
        return fields.value("partitions")
                .flatMap(Value::integer)
                .map(Integer::longValue)
                .orElse(null);
    }

    private static @Nullable Long bytes(Fields fields, String key) {
        Optional<String> text = fields.text(key);
        if (text.isEmpty()) {
            return null;
        }
        Matcher size = SIZE.matcher(text.get());
        if (!size.matches()) {
            fields.mistakes()
                    .add(
                            fields.origin(key),
                            "Invalid size: '" + text.get() + "'. Write a whole number and a unit, as 500 GB.");
            return null;
        }
        String unit = size.group(2);
        return Long.parseLong(size.group(1)) * UNITS.getOrDefault(unit == null ? "B" : unit, 1L);
    }

    static Prices prices(Fields settings) {
        return settings.value("prices")
                .flatMap(value -> value.fields("prices", Keys.PRICES))
                .map(BackfillSettingsReader::table)
                .orElse(Prices.NONE);
    }

    private static Prices table(Fields fields) {
        String currency = fields.text("currency").orElse(Prices.NONE.currency());
        Prices prices = fields.mistakes()
                .collect(
                        fields.origin("currency"),
                        () -> new Prices(
                                currency,
                                price(fields, "run_hour"),
                                price(fields, "gigabyte_read"),
                                price(fields, "million_write_units"),
                                fields.value("gigabyte_imported")
                                        .flatMap(Value::number)
                                        .orElse(Prices.NONE.gigabyteImported())));
        return prices == null ? Prices.NONE : prices;
    }

    private static double price(Fields fields, String key) {
        return fields.value(key).flatMap(Value::number).orElse(0.0);
    }
}
