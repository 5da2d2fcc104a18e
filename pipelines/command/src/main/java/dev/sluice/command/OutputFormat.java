package dev.sluice.command;

import java.util.Locale;

/** How a command answers: in tables for people, or in one JSON document for programs. */
enum OutputFormat {
    TABLE,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
