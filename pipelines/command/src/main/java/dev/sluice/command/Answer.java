package dev.sluice.command;

import java.util.function.Consumer;

/**
 * What a command has to say.
 *
 * @param json the document for programs: maps, lists, texts, numbers
 * @param text writes the same for people
 * @param exitStatus 0 done, 1 the operation failed, 2 the input was wrong
 */
public record Answer(Object json, Consumer<Terminal> text, int exitStatus) {
    public static Answer done(Object json, Consumer<Terminal> text) {
        return new Answer(json, text, 0);
    }
}
