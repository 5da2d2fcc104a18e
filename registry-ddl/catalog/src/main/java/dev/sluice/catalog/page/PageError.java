package dev.sluice.catalog.page;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import java.util.Collection;

/** The problems of addresses. */
public enum PageError implements ErrorCode {
    /** Nothing has this address. */
    NOT_FOUND;

    @Override
    public ErrorType type() {
        return ErrorType.DEFINITION;
    }

    static SluiceException unknown(String what, String name, Collection<String> known) {
        return NOT_FOUND.problem("Unknown " + what + ": '" + name + "'." + NearestName.hint(name, known));
    }
}
