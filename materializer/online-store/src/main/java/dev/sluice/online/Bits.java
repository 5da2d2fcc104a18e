package dev.sluice.online;

/** Bits in a byte array, least significant first. */
final class Bits {
    private Bits() {}

    /** The bytes that so many bits take. */
    static int bytes(int bits) {
        return (bits + 7) >>> 3;
    }

    static boolean isSet(byte[] row, int from, int bit) {
        return (row[from + (bit >>> 3)] >>> (bit & 7) & 1) != 0;
    }

    static void set(byte[] row, int from, int bit) {
        row[from + (bit >>> 3)] |= (byte) (1 << (bit & 7));
    }
}
