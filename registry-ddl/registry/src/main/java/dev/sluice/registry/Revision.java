package dev.sluice.registry;

/**
 * A definition as it was registered once.
 *
 * @param number from 1 within its version
 */
public record Revision(int number, RegisteredDefinition definition) {
    /** As people write it: {@code 2.1} is the first revision of version 2. */
    public String id() {
        return definition.version() + "." + number;
    }
}
