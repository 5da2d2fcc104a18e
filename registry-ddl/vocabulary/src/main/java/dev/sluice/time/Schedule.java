package dev.sluice.time;

import dev.sluice.problem.VocabularyError;

/** When a view runs, and so how long its partitions are: {@code hourly}, {@code daily} or a cron line of five fields. */
public record Schedule(String text, Granularity granularity) {
    /** Reads a schedule; a cron line that fires at a single hour of the day has daily partitions, every other hourly ones. */
    public static Schedule parse(String text) {
        return switch (text) {
            case "hourly" -> new Schedule(text, Granularity.HOUR);
            case "daily" -> new Schedule(text, Granularity.DAY);
            default -> ofCron(text);
        };
    }

    private static Schedule ofCron(String text) {
        String[] fields = text.strip().split("\\s+");
        boolean valid = fields.length == 5 && text.matches("[-0-9*/,A-Za-z\\s]+");
        if (!valid) {
            throw VocabularyError.invalid("Invalid schedule: '" + text
                    + "'. Write hourly, daily or a cron line of five fields, as '30 2 * * *'.");
        }
        boolean onceADay = fields[0].matches("\\d+") && fields[1].matches("\\d+");
        return new Schedule(text.strip(), onceADay ? Granularity.DAY : Granularity.HOUR);
    }
}
