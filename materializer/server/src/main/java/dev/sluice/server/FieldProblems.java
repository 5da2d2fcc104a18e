package dev.sluice.server;

import java.util.ArrayList;
import java.util.List;

/** The wrong fields of a request, gathered, so that its author sees them all at once; of very many the first. */
final class FieldProblems {
    private static final int MOST = 20;

    private final List<FieldProblem> problems = new ArrayList<>();

    void add(String field, String message) {
        problems.add(new FieldProblem(field, message));
        if (problems.size() == MOST) {
            refuse();
        }
    }

    /** Refuses the request if there was a problem. */
    void refuse() {
        if (!problems.isEmpty()) {
            throw new RefusedRequest(ServerError.WRONG_REQUEST, problems);
        }
    }
}
