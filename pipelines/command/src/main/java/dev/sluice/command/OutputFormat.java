package dev.sluice.command;

import java.util.Locale;

/** How a command answers: in tables for people, in one JSON document for programs, in Markdown for a pull request, or in
 * Prometheus' text format. */
enum OutputFormat {
    TABLE,
    JSON,
    MARKDOWN,
    PROMETHEUS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
