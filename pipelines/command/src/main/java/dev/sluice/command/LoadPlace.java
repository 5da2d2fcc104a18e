package dev.sluice.command;

import java.util.Locale;

/** Where the rows of a materialization are read and written. */
enum LoadPlace {
    HERE,
    SPARK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
