package dev.sluice.transform;

/** A column's name as Spark's expressions take it, whatever is in it. */
public final class QuotedName {
    private QuotedName() {}

    public static String of(String column) {
        return "`" + column.replace("`", "``") + "`";
    }
}
