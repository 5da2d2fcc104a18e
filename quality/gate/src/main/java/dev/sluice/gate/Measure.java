package dev.sluice.gate;

import java.util.List;

/** A question to the rows, in the scope of a SQL condition ({@code TRUE} for all of them). Equal ones are asked once. */
sealed interface Measure {
    String ALL_ROWS = "TRUE";

    /** How many rows there are. */
    record Rows(String scope) implements Measure {}

    /** How many rows meet a SQL condition; where it is null, they do not. */
    record Matches(String condition, String scope) implements Measure {}

    /** How many rows hold values of these columns that no other row holds; rows of nulls only are not counted. */
    record Singles(List<String> columns, String scope) implements Measure {
        public Singles {
            columns = List.copyOf(columns);
        }
    }

    /** A number over all rows: there is none over no row. */
    record Aggregate(Function function, String column, String scope) implements Measure {}

    /** The functions of {@link Aggregate}. */
    enum Function {
        MEAN,
        MINIMUM,
        MAXIMUM
    }

    String scope();
}
