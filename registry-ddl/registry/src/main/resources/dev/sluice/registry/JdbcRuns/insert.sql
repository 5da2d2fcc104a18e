INSERT INTO run (
    run_id, sequence, project, view_name, view_version, granularity, partition_start, attempt, computation_hash,
    started_at, state, rows_staged, bytes_staged, rows_promoted, seconds, promoted_version, latest_version, inputs,
    finished_at, error)
VALUES (
    :runId, :sequence, :project, :view, :version, :granularity, :partitionStart, :attempt, :computationHash,
    :startedAt, :state, :rowsStaged, :bytesStaged, :rowsPromoted, :seconds, :promotedVersion, :latestVersion, :inputs,
    :finishedAt, :error)
