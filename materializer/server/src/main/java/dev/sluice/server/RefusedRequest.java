package dev.sluice.server;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.SluiceException;
import java.util.List;

/** A request that is wrong, with the fields that make it so. */
final class RefusedRequest extends SluiceException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> fields;

    RefusedRequest(ErrorCode code, List<FieldProblem> fields) {
        super(code, message(fields));
        this.fields = List.copyOf(fields);
    }

    RefusedRequest(String field, String message) {
        this(ServerError.WRONG_REQUEST, List.of(new FieldProblem(field, message)));
    }

    private static String message(List<FieldProblem> fields) {
        FieldProblem first = fields.get(0);
        String others = fields.size() == 1 ? "" : " And " + (fields.size() - 1) + " more.";
        return "Invalid request: " + first.field() + ": " + first.message() + others;
    }

    List<FieldProblem> fields() {
        return fields;
    }
}
