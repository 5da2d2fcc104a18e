INSERT INTO gate_result (
    run_id, ordinal, expectation, severity, success, observed, element_count, unexpected_count, error)
VALUES (:runId, :ordinal, :expectation, :severity, :success, :observed, :elementCount, :unexpectedCount, :error)
ON CONFLICT (run_id, ordinal) DO UPDATE
SET expectation = excluded.expectation,
    severity = excluded.severity,
    success = excluded.success,
    observed = excluded.observed,
    element_count = excluded.element_count,
    unexpected_count = excluded.unexpected_count,
    error = excluded.error
