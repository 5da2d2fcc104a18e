package dev.sluice.type;

/** A named column of a type. */
public record Column(String name, ValueType type) {
    @Override
    public String toString() {
        return name + ": " + type;
    }
}
