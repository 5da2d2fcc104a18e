package dev.sluice.catalog;

import dev.sluice.catalog.page.PageError;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;

/** Why there is no page. */
record PageProblem(int status, String title, String detail, String code) {
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;
    private static final int FAILED = 500;

    static PageProblem of(Throwable failure) {
        if (!(failure instanceof SluiceException problem)) {
            return new PageProblem(
                    FAILED,
                    "Something went wrong",
                    "The page could not be made; the catalog's log says why.",
                    "UNEXPECTED");
        }
        if (problem.code() instanceof CatalogError error) {
            return new PageProblem(error.status(), "Not like this", problem.getMessage(), error.name());
        }
        if (problem.code() == PageError.NOT_FOUND) {
            return new PageProblem(NOT_FOUND, "Not found", problem.getMessage(), "NOT_FOUND");
        }
        if (problem.type() == ErrorType.DEFINITION) {
            return new PageProblem(
                    BAD_REQUEST,
                    "Not like this",
                    problem.getMessage(),
                    problem.code().name());
        }
        return new PageProblem(
                problem.type() == ErrorType.EXTERNAL ? UNAVAILABLE : FAILED,
                "The registry cannot be read",
                problem.getMessage(),
                problem.code().name());
    }

    /** Whether whoever runs the catalog should hear of it. */
    boolean isFailure() {
        return status >= FAILED;
    }
}
