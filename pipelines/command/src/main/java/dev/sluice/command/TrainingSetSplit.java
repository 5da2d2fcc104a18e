package dev.sluice.command;

import dev.sluice.time.TimeSpan;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a training set is to be divided: by a hash of columns, or by time.
 *
 * @param shares the parts and their shares; none when it is by time
 * @param columns whose values decide
 * @param ends the moments at which parts end; none when it is by columns
 * @param embargo how long after such a moment labels are in no part
 */
public record TrainingSetSplit(
        Map<String, Double> shares, List<String> columns, long seed, List<Instant> ends, TimeSpan embargo) {
    public TrainingSetSplit {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        columns = List.copyOf(columns);
        ends = List.copyOf(ends);
    }

    public boolean isByTime() {
        return shares.isEmpty();
    }
}
