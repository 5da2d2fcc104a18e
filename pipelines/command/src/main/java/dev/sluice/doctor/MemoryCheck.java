package dev.sluice.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the machine, or the container, has the memory that commands with Spark ask for. */
public final class MemoryCheck implements Check {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmgt]?)b?", Pattern.CASE_INSENSITIVE);
    private static final Path FREE = Path.of("/proc/meminfo");
    private static final String DEFAULT = "2g";
    private static final long LEAST = 1L << 30;

    private final @Nullable String asked;

    /** @param asked the heap, as SLUICE_MEMORY says it; null for the default */
    public MemoryCheck(@Nullable String asked) {
        this.asked = asked;
    }

    @Override
    public String subject() {
        return "memory";
    }

    @Override
    public List<Finding> findings() throws IOException {
        String heap = asked == null ? DEFAULT : asked;
        Matcher size = SIZE.matcher(heap);
        if (!size.matches()) {
            return List.of(
                    Finding.broken(subject(), "SLUICE_MEMORY is '" + heap + "'.", "Write a number and a unit, as 4g."));
        }
        return List.of(judged(heap, bytes(size)));
    }

    private Finding judged(String heap, long bytes) throws IOException {
        long total = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        long available = available().orElse(total);
        String message = "Spark gets " + heap + "; " + gigabytes(available) + " of " + gigabytes(total) + " are free.";
        if (bytes > total) {
            return Finding.broken(subject(), message, "Set SLUICE_MEMORY to less than there is.");
        }
        if (bytes < LEAST) {
            return Finding.warning(subject(), message, "Set SLUICE_MEMORY to 2g or more: the gate needs it.");
        }
        return bytes > available
                ? Finding.warning(subject(), message, "End something, or set SLUICE_MEMORY to less.")
                : Finding.ok(subject(), message);
    }

    private static long bytes(Matcher size) {
        int power = "kmgt".indexOf(size.group(2).toLowerCase(Locale.ROOT)) + 1;
        return Long.parseLong(size.group(1)) << (size.group(2).isEmpty() ? 0 : 10 * power);
    }

    /** What can be had without swapping, where the system tells it. */
    private static OptionalLong available() throws IOException {
        if (!Files.isReadable(FREE)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(FREE)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        }
    }

    static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
