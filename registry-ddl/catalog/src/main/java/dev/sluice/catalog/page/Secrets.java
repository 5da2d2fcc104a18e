package dev.sluice.catalog.page;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Keeps from pages what opens doors: passwords in addresses, and options that are not known to be harmless. */
final class Secrets {
    static final String HIDDEN = "(hidden)";

    /** Options that say how data are read. Every other one may be a key or a password, whatever it is called. */
    private static final Set<String> HARMLESS = Set.of(
            ("header sep delimiter quote escape encoding charset nullvalue emptyvalue nanvalue inferschema multiline mode "
                            + "dateformat timestampformat timestampntzformat locale linesep comment compression mergeschema "
                            + "recursivefilelookup pathglobfilter ignoreleadingwhitespace ignoretrailingwhitespace "
                            + "allowcomments allowsinglequotes primitivesasstring columnnameofcorruptrecord "
                            + "driver fetchsize partitioncolumn numpartitions batchsize versionasof timestampasof "
                            + "datetimerebasemode int96rebasemode hoodie.datasource.query.type")
                    .split(" "));

    private static final Pattern USER = Pattern.compile("(?::thin:[^@\\s]*|(?<=://)[^/\\s]*)@");
    private static final Pattern PARAMETERS = Pattern.compile("(jdbc:[^?;\\s]*|[a-z][a-z0-9+.-]*://[^?\\s]*)[?;]\\S*");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b((?:[a-z0-9_.-]*[._-])?(?:password|passwd|pwd|secret|token|credential|access[._-]?key|account[._-]?key|sas)"
                    + "[a-z0-9_.-]*)(\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s&;,)]+)");

    private Secrets() {}

    /** An address or a message without users, passwords and parameters of addresses. */
    static String masked(String text) {
        String open = USER.matcher(text).replaceAll(found -> found.group().startsWith(":thin:") ? ":thin:" : "");
        String bare = PARAMETERS.matcher(open).replaceAll("$1");
        return NAMED.matcher(bare).replaceAll("$1$2" + HIDDEN);
    }

    static SortedMap<String, String> masked(Map<String, String> options) {
        SortedMap<String, String> shown = new TreeMap<>();
        options.forEach((option, value) ->
                shown.put(option, HARMLESS.contains(option.toLowerCase(Locale.ROOT)) ? value : HIDDEN));
        return shown;
    }

    /** A field of a definition, as a difference of versions shows it. */
    static String maskedField(String field, String value) {
        if (field.startsWith("options.")) {
            String option = field.substring("options.".length());
            return masked(Map.of(option, value)).getOrDefault(option, HIDDEN);
        }
        return field.equals("path") ? masked(value) : value;
    }
}
