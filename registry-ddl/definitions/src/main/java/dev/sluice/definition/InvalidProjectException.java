package dev.sluice.definition;

import dev.sluice.problem.SluiceException;
import java.util.List;
import java.util.stream.Collectors;

/** A project with mistakes: all of them. */
public final class InvalidProjectException extends SluiceException {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    InvalidProjectException(String project, List<Mistake> mistakes) {
        super(DefinitionError.INVALID_PROJECT, message(project, mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    private static String message(String project, List<Mistake> mistakes) {
        String count = mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes";
        return mistakes.stream()
                .map(mistake -> "\n  " + mistake)
                .collect(Collectors.joining("", "Invalid project " + project + ": " + count, ""));
    }

    /** The mistakes, by file and line. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
