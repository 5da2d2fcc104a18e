package dev.sluice.orchestration;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cron line of five fields as schedulers read it: what each field may say. */
record CronLine(String text) {
    private static final Pattern PART = Pattern.compile("(\\*|(\\w{1,3})(?:-(\\w{1,3}))?)(?:/(\\d{1,2}))?");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final List<Field> FIELDS = List.of(
            new Field("minute", 0, 59, List.of()),
            new Field("hour", 0, 23, List.of()),
            new Field("day of the month", 1, 31, List.of()),
            new Field("month", 1, 12, MONTHS),
            new Field("day of the week", 0, 7, DAYS));

    CronLine {
        text = String.join(" ", text.strip().split("\\s+"));
    }

    private record Field(String name, int least, int most, List<String> names) {
        boolean allows(String part) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return false;
            }
            String step = matcher.group(4);
            int first = number(matcher.group(2));
            int last = matcher.group(3) == null ? first : number(matcher.group(3));
            boolean single = matcher.group(2) != null && matcher.group(3) == null;
            return (matcher.group(2) == null || (first >= least && first <= last && last <= most))
                    && (step == null || (!single && Integer.parseInt(step) > 0));
        }

        private int number(@org.jspecify.annotations.Nullable String text) {
            if (text == null) {
                return -1;
            }
            int name = names.indexOf(text.toUpperCase(Locale.ROOT));
            return name >= 0 ? name + least : text.matches("\\d+") ? Integer.parseInt(text) : -1;
        }
    }

    /** What is wrong with it; empty when nothing is. */
    String mistake() {
        String[] fields = text.split(" ");
        for (int i = 0; i < FIELDS.size(); i++) {
            Field field = FIELDS.get(i);
            for (String part : fields[i].split(",", -1)) {
                if (!field.allows(part)) {
                    return "'" + fields[i] + "' is no " + field.name();
                }
            }
        }
        return "";
    }

    /** The line as a part of a name, different for different lines. */
    String name() {
        return text.replace("*", "x").replace("/", "..").replace(",", ".").replace(" ", "_");
    }
}
