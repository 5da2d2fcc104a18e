package dev.sluice.reconciliation;

import java.util.Arrays;

/** The buckets whose sums differ, gathered in groups that are compared in memory one after the other. */
final class DifferingBuckets {
    private static final int EQUAL = -1;

    private final BucketSums sums;
    private final int[] groupOf;
    private final int count;
    private final int groups;

    private DifferingBuckets(BucketSums sums, int[] groupOf, int count, int groups) {
        this.sums = sums;
        this.groupOf = groupOf;
        this.count = count;
        this.groups = groups;
    }

    /** Groups have at most so many bytes of items of both sides, or one bucket. */
    static DifferingBuckets between(BucketSums expected, BucketSums held, long groupBytes) {
        int[] groupOf = new int[expected.buckets()];
        Arrays.fill(groupOf, EQUAL);
        int count = 0;
        int group = 0;
        long filled = 0;
        for (int bucket = 0; bucket < groupOf.length; bucket++) {
            if (expected.differs(held, bucket)) {
                long bytes = expected.bytes(bucket) + held.bytes(bucket);
                if (filled > 0 && filled + bytes > groupBytes) {
                    group++;
                    filled = 0;
                }
                groupOf[bucket] = group;
                filled += bytes;
                count++;
            }
        }
        return new DifferingBuckets(expected, groupOf, count, count == 0 ? 0 : group + 1);
    }

    /** How many buckets differ. */
    int count() {
        return count;
    }

    int groups() {
        return groups;
    }

    /** The group of a key; negative when its bucket does not differ. */
    int group(String entityKey) {
        return groupOf[sums.bucket(entityKey)];
    }
}
