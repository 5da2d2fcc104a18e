package dev.sluice.definition;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.ViewId;
import dev.sluice.layout.LakeLayout;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds views that read their own tables, at once or by way of other views: none of them could be computed first. */
final class ViewCycles {
    private final Map<ViewId, FeatureView> views = new TreeMap<>();
    /** Of each view that is not known to be in order, the views that it reads and that are not either. */
    private final TreeMap<ViewId, List<ViewId>> reads = new TreeMap<>();

    private final Mistakes mistakes;

    private ViewCycles(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    static void check(Path folder, LakeLayout lake, Declared declared, Mistakes mistakes) {
        ViewCycles cycles = new ViewCycles(mistakes);
        declared.views().forEach(view -> cycles.views.put(view.id(), view));
        Map<String, ViewId> tables = new HashMap<>();
        cycles.views.keySet().forEach(view -> tables.put(lake.features(view), view));
        Map<String, ViewId> sources = new HashMap<>();
        declared.sources().stream()
                .filter(source -> source.format() == SourceFormat.DELTA)
                .forEach(source -> sources.put(source.name(), tables.get(location(folder, source))));
        cycles.views.forEach((id, view) -> cycles.reads.put(id, upstream(view, sources)));
        cycles.report();
    }

    private static String location(Path folder, Source source) {
        return LakeLayout.of(folder, source.path()).root();
    }

    private static List<ViewId> upstream(FeatureView view, Map<String, ViewId> sources) {
        return view.computation().sources().stream()
                .map(SourceUse::source)
                .map(sources::get)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void report() {
        removeInOrder();
        while (!reads.isEmpty()) {
            List<ViewId> cycle = cycle();
            String way = cycle.stream().map(ViewId::toString).collect(Collectors.joining(" reads ", "", " reads "));
            FeatureView first = Objects.requireNonNull(views.get(cycle.get(0)));
            mistakes.add(
                    Objects.requireNonNull(first.origin()),
                    "A view cannot read its own table, not by way of others either: " + way + cycle.get(0)
                            + ". Take one of these sources out.");
            cycle.forEach(this::remove);
            removeInOrder();
        }
    }

    /** Takes out the views that can be computed after those that they read. */
    private void removeInOrder() {
        Deque<ViewId> ready = new ArrayDeque<>();
        Map<ViewId, List<ViewId>> readers = new HashMap<>();
        reads.forEach((view, upstream) -> {
            upstream.forEach(other ->
                    readers.computeIfAbsent(other, id -> new ArrayList<>()).add(view));
            if (upstream.isEmpty()) {
                ready.add(view);
            }
        });
        while (!ready.isEmpty()) {
            ViewId view = ready.remove();
            reads.remove(view);
            for (ViewId reader : readers.getOrDefault(view, List.of())) {
                List<ViewId> left = reads.getOrDefault(reader, new ArrayList<>());
                if (left.remove(view) && left.isEmpty()) {
                    ready.add(reader);
                }
            }
        }
    }

    private void remove(ViewId view) {
        reads.remove(view);
        reads.values().forEach(upstream -> upstream.remove(view));
    }

    /** Every view that is left reads another that is left: following them comes back to one that was seen. */
    private List<ViewId> cycle() {
        List<ViewId> way = new ArrayList<>();
        ViewId view = reads.firstKey();
        while (!way.contains(view)) {
            way.add(view);
            view = Objects.requireNonNull(reads.get(view)).get(0);
        }
        return way.subList(way.indexOf(view), way.size());
    }
}
