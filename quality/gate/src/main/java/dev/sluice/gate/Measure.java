package dev.sluice.gate;

import dev.sluice.type.Column;
import java.math.BigDecimal;
import java.util.List;

/** A question to the rows, in the scope of a SQL condition ({@code TRUE} for all of them). Equal ones are asked once. */
sealed interface Measure {
    String ALL_ROWS = "TRUE";

    /** One that a scan shared with others can answer. */
    sealed interface Scanned extends Measure {}

    /** One that needs a pass of its own. */
    sealed interface Alone extends Measure {}

    /** How many rows there are. */
    record Rows(String scope) implements Scanned {}

    /** How many rows meet a SQL condition; where it is null, they do not. */
    record Matches(String condition, String scope) implements Scanned {}

    /** A number over all rows: there is none over no row. */
    record Aggregate(Function function, String column, String scope) implements Scanned {}

    /** The least or greatest value of a column, of any type that has an order; there is none over no row. */
    record Extreme(Column column, End end, String scope) implements Scanned {}

    /** How many rows hold values of these columns that no other row holds; rows of nulls only are not counted. */
    record Singles(List<String> columns, String scope) implements Alone {
        public Singles {
            columns = List.copyOf(columns);
        }
    }

    /** How many rows have values of these expressions that no other row has; a null is a value. */
    record SinglesWithNulls(List<String> values, String scope) implements Alone {
        public SinglesWithNulls {
            values = List.copyOf(values);
        }
    }

    /** How many different values there are ({@code matching}), of how many rows. */
    record Distinct(String column, String scope) implements Alone {}

    /** How often the commonest value that meets the condition is there, and the commonest that does not, and which it is. */
    record Commonest(String column, String condition, String scope) implements Alone {}

    /** The values at these shares of the sorted rows, exactly. */
    record Quantiles(String column, List<BigDecimal> shares, Rank rank, String scope) implements Alone {
        public Quantiles {
            shares = List.copyOf(shares);
        }
    }

    /** How many rows are nearer to the mean than so many standard deviations. */
    record NearMean(String column, BigDecimal deviations, boolean bothSides, String scope) implements Alone {}

    /** How many rows a query over the batch returns. */
    record QueryRows(String query) implements Alone {
        @Override
        public String scope() {
            return ALL_ROWS;
        }
    }

    /** How many rows a table of the session's catalog has. */
    record TableRows(String table) implements Alone {
        @Override
        public String scope() {
            return ALL_ROWS;
        }
    }

    /** The functions of {@link Aggregate}. */
    enum Function {
        MEAN,
        SUM,
        /** Of a sample: divided by one less than the number of values. */
        DEVIATION
    }

    /** Which end of the order. */
    enum End {
        LEAST,
        GREATEST
    }

    /** What a quantile between two values is. */
    enum Rank {
        /** The nearer value, of two equally near ones that of even rank: what Great Expectations takes on pandas. */
        NEAREST,
        /** A number between them. */
        BETWEEN
    }

    String scope();
}
