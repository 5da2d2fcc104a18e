UPDATE run
SET state = :state,
    rows_staged = :rowsStaged,
    bytes_staged = :bytesStaged,
    rows_promoted = :rowsPromoted,
    seconds = :seconds,
    promoted_version = :promotedVersion,
    latest_version = :latestVersion,
    inputs = :inputs,
    finished_at = :finishedAt,
    error = :error
WHERE run_id = :runId
