package dev.sluice.catalog.page;

import dev.sluice.expectation.Severity;
import dev.sluice.registry.GateResult;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import dev.sluice.time.Partition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the gate said of runs, expectation by expectation. */
final class GateHistories {
    private static final int MOST_RUNS = 28;
    private static final String NOT_CHECKED = "";
    private static final Pattern BOUNDS =
            Pattern.compile("\\(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z, \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z]");

    private GateHistories() {}

    /** @param runs of each partition the one that began last */
    static GateHistory of(Registry registry, Collection<RunRecord> runs) {
        List<RunRecord> judged = runs.stream()
                .filter(GateHistories::isJudged)
                .sorted(Comparator.<RunRecord, Partition>comparing(RunRecord::partition)
                        .reversed())
                .limit(MOST_RUNS)
                .sorted(Comparator.comparing(RunRecord::partition))
                .toList();
        Map<String, Collected> rows = new LinkedHashMap<>();
        for (int i = 0; i < judged.size(); i++) {
            for (GateResult result : registry.gateResults(judged.get(i).runId())) {
                rows.computeIfAbsent(everyDay(result.expectation()), first -> new Collected(judged.size()))
                        .put(i, result);
            }
        }
        return new GateHistory(
                judged.stream()
                        .map(run -> new GateHistory.JudgedRun(
                                run.runId(),
                                run.partition().toString(),
                                run.state().name()))
                        .toList(),
                rows.values().stream().map(Collected::row).toList());
    }

    /** An expectation that names the bounds of its partition is the same one each time. */
    private static String everyDay(String expectation) {
        return BOUNDS.matcher(expectation).replaceAll("its partition");
    }

    private static boolean isJudged(RunRecord run) {
        return run.state() == RunState.REFUSED
                || run.state() == RunState.JUDGED
                || run.state().isPromoted();
    }

    /** passed, failed, warned (it is not a critical one) or error (it could not be checked). */
    static String word(GateResult result) {
        if (result.error() != null) {
            return "error";
        }
        return result.success() ? "passed" : result.severity() == Severity.CRITICAL ? "failed" : "warned";
    }

    /** What came of an expectation, run by run. */
    private static final class Collected {
        private final List<String> results;
        private GateResult newest = new GateResult("", 0, "", Severity.INFO, true, "", 0, 0, null);

        Collected(int runs) {
            this.results = new ArrayList<>(java.util.Collections.nCopies(runs, NOT_CHECKED));
        }

        void put(int run, GateResult result) {
            results.set(run, word(result));
            newest = result;
        }

        GateHistory.Row row() {
            return new GateHistory.Row(
                    everyDay(newest.expectation()), newest.severity().name(), results, observed(newest));
        }
    }

    static String observed(GateResult result) {
        String error = result.error();
        return error == null ? result.observed() : Secrets.masked(error);
    }
}
