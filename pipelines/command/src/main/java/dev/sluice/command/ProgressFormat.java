package dev.sluice.command;

/** How a command tells a program of its progress. */
enum ProgressFormat {
    /** A line of JSON on standard error for each thing that has happened. */
    JSON
}
