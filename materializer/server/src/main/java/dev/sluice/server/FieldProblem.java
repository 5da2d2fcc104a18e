package dev.sluice.server;

/**
 * What is wrong in one field of a request.
 *
 * @param field its path, as {@code entities.origin[3]}
 */
record FieldProblem(String field, String message) {
    private static final int LONGEST = 400;

    FieldProblem {
        field = shortened(field);
        message = shortened(message);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
