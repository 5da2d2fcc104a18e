package dev.sluice.definition;

import dev.sluice.expectation.Anomalies;
import dev.sluice.expectation.AnomalyCheck;
import dev.sluice.expectation.Severity;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads {@code anomalies:} of a feature view. */
final class AnomalyReader {
    private final BiFunction<Fields, Severity, Severity> severities;

    /** @param severities reads a severity, which is the given one where nothing is said */
    AnomalyReader(BiFunction<Fields, Severity, Severity> severities) {
        this.severities = severities;
    }

    Anomalies read(Fields view) {
        Optional<Fields> anomalies =
                view.value("anomalies").flatMap(value -> value.fields("anomalies", Keys.ANOMALIES));
        return anomalies
                .map(fields -> new Anomalies(check(fields, "volume"), check(fields, "freshness")))
                .orElse(Anomalies.NONE);
    }

    private @Nullable AnomalyCheck check(Fields anomalies, String key) {
        Optional<Fields> check = anomalies.value(key).flatMap(value -> value.fields("an anomaly check", Keys.ANOMALY));
        return check.isEmpty() ? null : anomalies.mistakes().collect(anomalies.origin(key), () -> check(check.get()));
    }

    private AnomalyCheck check(Fields fields) {
        AnomalyCheck defaults = AnomalyCheck.DEFAULTS;
        return new AnomalyCheck(
                fields.value("deviations").flatMap(Value::number).orElse(defaults.deviations()),
                fields.value("weeks").flatMap(Value::integer).orElse(defaults.weeks()),
                fields.value("least").flatMap(Value::integer).orElse(defaults.least()),
                severities.apply(fields, defaults.severity()));
    }
}
