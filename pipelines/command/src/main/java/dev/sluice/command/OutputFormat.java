package dev.sluice.command;

import java.util.Locale;

/** How a command answers: in tables for people, in one JSON document for programs, or in Markdown for a
 * pull request. */
enum OutputFormat {
    TABLE,
    JSON,
    MARKDOWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
