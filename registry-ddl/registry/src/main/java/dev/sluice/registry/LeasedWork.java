package dev.sluice.registry;

/** What a lease is needed for, in words, told from the resource's name. */
final class LeasedWork {
    private LeasedWork() {}

    /** {@code run/flights/airport_delays@1/2001-03-05} is {@code run airport_delays@1 for 2001-03-05}. */
    static String of(String resource) {
        String[] parts = resource.split("/", -1);
        return switch (parts[0] + " " + parts.length) {
            case "run 4" -> "run " + parts[2] + " for " + parts[3];
            case "latest 3" -> "refresh the latest rows of " + parts[2];
            case "materialize 3" -> "materialize " + parts[2];
            case "apply 2" -> "apply project " + parts[1];
            default -> "work on " + resource;
        };
    }
}
