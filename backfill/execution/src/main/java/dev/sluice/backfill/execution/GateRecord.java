package dev.sluice.backfill.execution;

import dev.sluice.gate.ExpectationResult;
import dev.sluice.gate.Verdict;
import dev.sluice.registry.GateResult;
import java.util.List;
import java.util.stream.IntStream;

/** A verdict in the words of the registry. */
final class GateRecord {
    private GateRecord() {}

    static List<GateResult> of(String runId, Verdict verdict) {
        return IntStream.range(0, verdict.results().size())
                .mapToObj(i -> of(runId, i, verdict.results().get(i)))
                .toList();
    }

    private static GateResult of(String runId, int ordinal, ExpectationResult result) {
        return new GateResult(
                runId,
                ordinal,
                result.expectation(),
                result.severity(),
                result.success(),
                result.observed(),
                result.elementCount(),
                result.unexpectedCount(),
                result.error());
    }
}
