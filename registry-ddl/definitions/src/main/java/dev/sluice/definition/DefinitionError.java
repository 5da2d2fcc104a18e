package dev.sluice.definition;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of reading a project. */
public enum DefinitionError implements ErrorCode {
    /** There is no project where one was looked for. */
    NO_PROJECT,
    /** The project has mistakes. */
    INVALID_PROJECT;

    @Override
    public ErrorType type() {
        return ErrorType.DEFINITION;
    }
}
