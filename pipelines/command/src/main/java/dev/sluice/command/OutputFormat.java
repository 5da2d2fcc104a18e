package dev.sluice.command;

import java.util.Locale;

/** How a command answers: in tables for people, in one JSON document for programs, in Markdown for a pull request, in
 * Prometheus' text format, as a tree, or as a chart of Mermaid. */
enum OutputFormat {
    TABLE,
    JSON,
    MARKDOWN,
    PROMETHEUS,
    TREE,
    MERMAID;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
