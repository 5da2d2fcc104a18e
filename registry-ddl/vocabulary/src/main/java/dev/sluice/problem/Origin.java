package dev.sluice.problem;

/** Where in a project something is said: a file, relative to the project's folder, and a line from 1. */
public record Origin(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
