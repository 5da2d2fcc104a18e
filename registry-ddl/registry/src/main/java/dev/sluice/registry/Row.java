package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.time.EpochMicros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the registry's tables: reads its columns as the domain's values. */
record Row(ResultSet columns) {
    String text(String column) throws SQLException {
        return columns.getString(column);
    }

    @Nullable
    String optionalText(String column) throws SQLException {
        return columns.getString(column);
    }

    int integer(String column) throws SQLException {
        return columns.getInt(column);
    }

    long number(String column) throws SQLException {
        return columns.getLong(column);
    }

    double real(String column) throws SQLException {
        return columns.getDouble(column);
    }

    @Nullable
    Long optionalNumber(String column) throws SQLException {
        long value = columns.getLong(column);
        return columns.wasNull() ? null : value;
    }

    Instant instant(String column) throws SQLException {
        return EpochMicros.toInstant(number(column));
    }

    @Nullable
    Instant optionalInstant(String column) throws SQLException {
        Long micros = optionalNumber(column);
        return micros == null ? null : EpochMicros.toInstant(micros);
    }

    ViewId view() throws SQLException {
        return new ViewId(text("view_name"), integer("view_version"));
    }

    /** How an instant that may be absent is bound. */
    static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : EpochMicros.of(instant);
    }
}
