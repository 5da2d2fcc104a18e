package dev.sluice.online.benchmark.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Contenders in turns, round after round, so that the machine is as busy with others for one as for the other. The first is what
 * the others are compared with, round by round; the first half of the rounds warms up and does not count.
 */
final class Turns {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final int rounds;
    private final int calls;
    private final PrintWriter out;

    Turns(int rounds, int calls, PrintWriter out) {
        this.rounds = rounds;
        this.calls = calls;
        this.out = out;
    }

    void of(String title, List<Contender> contenders) {
        Cost[][] costs = new Cost[contenders.size()][rounds];
        for (int round = 0; round < 2 * rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                int place = (i + round) % contenders.size();
                costs[place][round % rounds] = cost(contenders.get(place));
            }
        }
        out.printf("%n%s (%d calls a round, %d rounds; medians)%n", title, calls, rounds);
        out.printf("%-34s %12s %12s %10s %10s %12s%n", "", "us wall", "us CPU", "x wall", "x CPU", "bytes");
        for (int i = 0; i < costs.length; i++) {
            print(contenders.get(i).name(), costs[i], costs[0]);
        }
        out.flush();
    }

    private void print(String name, Cost[] own, Cost[] first) {
        out.printf(
                "%-34s %12.3f %12.3f %10.3f %10.3f %12.0f%n",
                name,
                median(own, cost -> cost.wall) / 1e3,
                median(own, cost -> cost.cpu) / 1e3,
                ratio(own, first, cost -> cost.wall),
                ratio(own, first, cost -> cost.cpu),
                median(own, cost -> cost.bytes));
    }

    private Cost cost(Contender contender) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = PROCESS.getProcessCpuTime();
        long wall = System.nanoTime();
        float sum = 0;
        for (int call = 0; call < calls; call++) {
            sum += contender.once(call);
        }
        long took = System.nanoTime() - wall;
        if (Float.isInfinite(sum)) {
            out.print("");
        }
        return new Cost(
                (double) took / calls,
                (double) (PROCESS.getProcessCpuTime() - cpu) / calls,
                (double) (THREADS.getCurrentThreadAllocatedBytes() - bytes) / calls);
    }

    private double ratio(Cost[] own, Cost[] first, Of what) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ratios.add(what.cost(own[round]) / what.cost(first[round]));
        }
        return median(ratios.stream().mapToDouble(ratio -> ratio).toArray());
    }

    private static double median(Cost[] costs, Of what) {
        return median(Arrays.stream(costs).mapToDouble(what::cost).toArray());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** Nanoseconds, and bytes that the calling thread allocated, of one call. */
    private record Cost(double wall, double cpu, double bytes) {}

    private interface Of {
        double cost(Cost cost);
    }
}
