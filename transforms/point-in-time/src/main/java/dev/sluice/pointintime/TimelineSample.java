package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hash;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Some rows of a timeline: the hash of the key and the moment of each, and for how many rows it stands. From every partition
 * as many are drawn at random (Vitter's algorithm R, 1985), as Spark does to sort.
 */
final class TimelineSample {
    private static final int ALL_DRAWN = 400_000;
    private static final int DRAWN_OF_A_PARTITION = 20_000;

    private final Map<Integer, List<Sampled>> byHash = new HashMap<>();
    private double rows;

    private TimelineSample() {}

    /**
     * @param parts of the timeline, each with {@code key, moment}
     */
    static TimelineSample of(List<Dataset<Row>> parts) {
        TimelineSample sample = new TimelineSample();
        for (Dataset<Row> part : parts) {
            JavaRDD<InternalRow> rows = part.select(hash(col("key")), col("moment"))
                    .filter(col("moment").isNotNull())
                    .queryExecution()
                    .toRdd()
                    .toJavaRDD();
            int size = Math.min(DRAWN_OF_A_PARTITION, 1 + ALL_DRAWN / Math.max(1, rows.getNumPartitions()));
            rows.mapPartitionsWithIndex((number, drawnFrom) -> drawn(size, number, drawnFrom), true)
                    .collect()
                    .forEach(sample::add);
        }
        return sample;
    }

    private static Iterator<Drawn> drawn(int size, int seed, Iterator<InternalRow> rows) {
        Drawn drawn = new Drawn(size);
        Random random = new Random(seed);
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            drawn.offer(row.getInt(0), row.getLong(1), random);
        }
        return List.of(drawn).iterator();
    }

    private void add(Drawn drawn) {
        int kept = drawn.kept();
        for (int i = 0; i < kept; i++) {
            byHash.computeIfAbsent(drawn.hashes[i], unknown -> new ArrayList<>())
                    .add(new Sampled(drawn.moments[i], (double) drawn.offered / kept));
        }
        rows += drawn.offered;
    }

    /** The keys that are too large for pieces of this size, and where each is cut. */
    HotKeys.OfKey hotKeys(PieceSize size) {
        Map<Integer, long[]> cuts = new HashMap<>();
        List<HotKeys.HotKey> hot = new ArrayList<>();
        byHash.forEach((hash, sampled) -> {
            double share = weight(sampled) / rows;
            if (sampled.size() < size.leastSeen() || share <= 2 * size.share()) {
                return;
            }
            long[] of = cuts(sampled, size);
            if (of.length > 0) {
                cuts.put(hash, of);
                hot.add(new HotKeys.HotKey(share, of.length + 1));
            }
        });
        return new HotKeys.OfKey(new KeyPieces(cuts), hot);
    }

    private static double weight(List<Sampled> sampled) {
        return sampled.stream().mapToDouble(Sampled::weight).sum();
    }

    private long[] cuts(List<Sampled> sampled, PieceSize size) {
        sampled.sort(Comparator.comparingLong(Sampled::moment));
        double full = size.share() * rows;
        List<Long> cuts = new ArrayList<>();
        long begin = sampled.get(0).moment();
        double inPiece = 0;
        for (Sampled row : sampled) {
            if (inPiece >= full && row.moment() - begin >= Math.max(1, size.leastMicros())) {
                cuts.add(row.moment());
                begin = row.moment();
                inPiece = 0;
            }
            inPiece += row.weight();
        }
        return cuts.stream().mapToLong(Long::longValue).toArray();
    }

    /** A row of the timeline that stands for so many. */
    private record Sampled(long moment, double weight) {}

    /** What was drawn of one partition. */
    private static final class Drawn implements Serializable {
        private static final long serialVersionUID = 1;

        private final int size;
        private int[] hashes = new int[0];
        private long[] moments = new long[0];
        private long offered;

        Drawn(int size) {
            this.size = size;
        }

        void offer(int hash, long moment, Random random) {
            long place = offered < size ? offered : (long) (random.nextDouble() * (offered + 1));
            offered++;
            if (place < size) {
                reserve((int) place);
                hashes[(int) place] = hash;
                moments[(int) place] = moment;
            }
        }

        private void reserve(int place) {
            if (place >= hashes.length) {
                int larger = Math.min(size, Math.max(64, 2 * hashes.length));
                hashes = Arrays.copyOf(hashes, larger);
                moments = Arrays.copyOf(moments, larger);
            }
        }

        int kept() {
            return (int) Math.min(size, offered);
        }
    }
}
