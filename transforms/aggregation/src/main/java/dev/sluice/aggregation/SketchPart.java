package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * About how many different values there are: HyperLogLog (Flajolet et al. 2007) with 4,096 registers, read by the improved
 * estimator of Ertl 2017 ("New cardinality estimation algorithms for HyperLogLog sketches", algorithm 6). A register keeps
 * how often it met each rank, so that values can be taken away again.
 */
final class SketchPart implements Part.Shrinking {
    private static final int INDEX_BITS = 12;
    private static final int REGISTERS = 1 << INDEX_BITS;
    private static final int MOST_RANK = Long.SIZE - INDEX_BITS + 1;
    private static final double ALPHA = 1 / (2 * StrictMath.log(2));
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final ValueKind kind;
    private final Map<Integer, int[]> ranks = new TreeMap<>();
    private final int[] registersOfRank = new int[MOST_RANK + 1];

    SketchPart(ValueKind kind) {
        this.kind = kind;
        clear();
    }

    @Override
    public void add(long eventTime, Object value) {
        long hash = hash(value);
        raise((int) (hash >>> Long.SIZE - INDEX_BITS), rank(hash));
    }

    private void raise(int register, int rank) {
        int[] counts = ranks.computeIfAbsent(register, unused -> new int[MOST_RANK + 1]);
        int before = greatest(counts);
        counts[rank]++;
        if (rank > before) {
            registersOfRank[before]--;
            registersOfRank[rank]++;
        }
    }

    @Override
    public void remove(Object value) {
        long hash = hash(value);
        int register = (int) (hash >>> Long.SIZE - INDEX_BITS);
        int[] counts = java.util.Objects.requireNonNull(ranks.get(register));
        int before = greatest(counts);
        counts[rank(hash)]--;
        int after = greatest(counts);
        registersOfRank[before]--;
        registersOfRank[after]++;
        if (after == 0) {
            ranks.remove(register);
        }
    }

    private static int greatest(int[] counts) {
        int rank = MOST_RANK;
        while (rank > 0 && counts[rank] == 0) {
            rank--;
        }
        return rank;
    }

    private static int rank(long hash) {
        return Math.min(Long.numberOfLeadingZeros(hash << INDEX_BITS) + 1, MOST_RANK);
    }

    @Override
    public void merge(Part other) {
        ((SketchPart) other).ranks.forEach((register, counts) -> raise(register, greatest(counts)));
    }

    @Override
    public Object result(AggregateFunction function, long count) {
        double sum = REGISTERS * tau(1 - registersOfRank[MOST_RANK] / (double) REGISTERS);
        for (int rank = MOST_RANK - 1; rank >= 1; rank--) {
            sum = 0.5 * (sum + registersOfRank[rank]);
        }
        sum += REGISTERS * sigma(registersOfRank[0] / (double) REGISTERS);
        return Math.round(ALPHA * REGISTERS * REGISTERS / sum);
    }

    private static double sigma(double start) {
        if (start == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double power = start;
        double factor = 1;
        double sum = start;
        double before;
        do {
            power *= power;
            before = sum;
            sum += power * factor;
            factor *= 2;
        } while (sum != before);
        return sum;
    }

    private static double tau(double start) {
        if (start == 0 || start == 1) {
            return 0;
        }
        double root = start;
        double factor = 1;
        double sum = 1 - start;
        double before;
        do {
            root = Math.sqrt(root);
            before = sum;
            factor *= 0.5;
            sum -= (1 - root) * (1 - root) * factor;
        } while (sum != before);
        return sum / 3;
    }

    /** FNV-1a over the value's bytes, mixed by a step of SplitMix64 (Steele et al. 2014). */
    private long hash(Object value) {
        long hash = kind == ValueKind.WHOLE ? (Long) value : ofBytes(bytes(value));
        hash += GOLDEN_GAMMA;
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }

    private static long ofBytes(byte[] bytes) {
        long hash = FNV_START;
        for (byte next : bytes) {
            hash = (hash ^ next & 0xFF) * FNV_PRIME;
        }
        return hash;
    }

    private byte[] bytes(Object value) {
        if (kind == ValueKind.TEXT) {
            return ((String) value).getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            kind.write(value, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void clear() {
        ranks.clear();
        java.util.Arrays.fill(registersOfRank, 0);
        registersOfRank[0] = REGISTERS;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeShort(ranks.size());
        for (Map.Entry<Integer, int[]> register : ranks.entrySet()) {
            out.writeShort(register.getKey());
            out.writeByte(greatest(register.getValue()));
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        int registers = in.readUnsignedShort();
        for (int i = 0; i < registers; i++) {
            raise(in.readUnsignedShort(), in.readUnsignedByte());
        }
    }
}
