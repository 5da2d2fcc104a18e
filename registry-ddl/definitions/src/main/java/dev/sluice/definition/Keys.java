package dev.sluice.definition;

import java.util.List;

/** The keys of each kind of mapping in a project: what the reader knows, and what the JSON Schema is checked against. */
final class Keys {
    static final List<String> PROJECT = List.of(
            "project",
            "lake",
            "registry",
            "online",
            "clock",
            "backfill",
            "prices",
            "roots",
            "lint",
            "lineage",
            "airflow",
            "storage",
            "spark",
            "orchestration");
    static final List<String> STORAGE = List.of("endpoint", "region", "path_style", "options");
    static final List<String> BACKFILL = List.of("approval", "chunk_bytes");
    static final List<String> APPROVAL = List.of("cost", "bytes", "partitions");
    static final List<String> PRICES =
            List.of("currency", "run_hour", "gigabyte_read", "million_write_units", "gigabyte_imported");
    static final List<String> ONLINE = List.of("store", "endpoint", "table", "write_units");
    static final List<String> AIRFLOW = List.of("url", "api", "user", "password_variable", "token_variable");
    static final List<String> SPARK = List.of("master", "conf");
    static final List<String> ORCHESTRATION = List.of(
            "runner", "command", "folder", "spark_submit", "kubernetes", "retries", "retry_delay", "pools", "watcher");
    static final List<String> SPARK_SUBMIT = List.of("command", "jar", "master", "conf");
    static final List<String> KUBERNETES = List.of("image", "namespace");
    static final List<String> POOLS = List.of("run", "materialize", "backfill");
    static final List<String> LINT = List.of("feature_names");
    static final List<String> ENTITY = List.of("entity", "key", "description", "owner", "tags");
    static final List<String> SOURCE =
            List.of("source", "format", "path", "event_time", "options", "columns", "description", "owner", "tags");
    static final List<String> VIEW = List.of(
            "feature_view",
            "version",
            "entity",
            "description",
            "owner",
            "tags",
            "source",
            "on",
            "aggregate",
            "sources",
            "transform",
            "class",
            "schedule",
            "ttl",
            "availability_delay",
            "freshness",
            "online",
            "features",
            "expectations",
            "anomalies",
            "on_fail",
            "table");
    static final List<String> TABLE = List.of("format", "type");
    static final List<String> USE_OF_SOURCE = List.of("lookback");
    static final List<String> AGGREGATION = List.of("of", "as", "type", "by", "over");
    static final List<String> FEATURE = List.of("name", "type", "description", "default", "tags");
    static final List<String> EXPECTATION = List.of(
            "type",
            "kwargs",
            "severity",
            "meta",
            "notes",
            "description",
            "id",
            "rendered_content",
            "expectation_context",
            "ge_cloud_id",
            "success_on_last_run");
    static final List<String> ANOMALIES = List.of("volume", "freshness");
    static final List<String> ANOMALY = List.of("deviations", "weeks", "least", "severity");
    static final List<String> SERVICE =
            List.of("feature_service", "version", "description", "owner", "tags", "values", "consumers", "features");
    static final List<String> CONSUMER = List.of("name", "kind", "contact");
    static final List<String> USE_OF_VIEW = List.of("view", "version", "as", "features", "on");

    private Keys() {}
}
