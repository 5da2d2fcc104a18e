package dev.sluice.command;

import dev.sluice.registry.ColumnUsage;
import dev.sluice.registry.lineage.Impact;
import dev.sluice.registry.lineage.Impact.BrokenService;
import dev.sluice.registry.lineage.Impact.BrokenView;
import dev.sluice.registry.lineage.LineageNode;
import dev.sluice.registry.lineage.ShownColumns.State;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What breaks, for people and for programs. */
record ImpactView(Impact impact) {
    Answer answer() {
        return Answer.done(json(), this::print);
    }

    private JsonDocument json() {
        return JsonDocument.of("gone", impact.gone().name())
                .with("views", impact.views().stream().map(ImpactView::json).toList())
                .with(
                        "services",
                        impact.services().stream().map(ImpactView::json).toList())
                .with(
                        "training_sets",
                        impact.trainingSets().stream().map(LineageNode::name).toList())
                .with("online", impact.online().stream().map(Object::toString).toList());
    }

    private static Map<String, ?> json(BrokenView view) {
        JsonDocument features = null;
        for (Map.Entry<String, Set<ColumnUsage>> feature : view.features().entrySet()) {
            features = (features == null ? new JsonDocument() : features)
                    .with(feature.getKey(), texts(feature.getValue()));
        }
        return JsonDocument.of("view", view.view())
                .with("features", features == null ? Map.of() : features.members())
                .with("rows", texts(view.rows()))
                .with("through", view.through().map(Object::toString).orElse(null))
                .with("columns", view.columns())
                .members();
    }

    private static Map<String, ?> json(BrokenService service) {
        return JsonDocument.of("service", service.service().name())
                .with("features", List.copyOf(service.names()))
                .members();
    }

    private static List<String> texts(Collection<ColumnUsage> usages) {
        return usages.stream().map(ColumnUsage::toString).toList();
    }

    private void print(Terminal terminal) {
        if (impact.views().isEmpty() && impact.services().isEmpty()) {
            terminal.line("Nothing is known to use " + impact.gone() + ".");
            return;
        }
        long features = impact.views().stream()
                .mapToLong(view -> view.features().size())
                .sum();
        terminal.line(terminal.bold(
                "Without " + impact.gone() + ": " + counted(impact.views().size(), "view") + " ("
                        + counted(features, "column") + " that depend on it), "
                        + counted(impact.services().size(), "service")
                        + ", " + counted(impact.trainingSets().size(), "training set") + ", "
                        + counted(impact.online().size(), "view") + " online"));
        impact.views().forEach(view -> print(view, terminal));
        impact.services()
                .forEach(service -> terminal.line("service " + service.service().name() + ": "
                        + (service.names().isEmpty()
                                ? "its features come from such a view"
                                : String.join(", ", service.names()))));
        if (!impact.trainingSets().isEmpty()) {
            terminal.line("training sets that could not be built again with newer labels: "
                    + joined(impact.trainingSets().stream()
                            .map(LineageNode::name)
                            .toList()));
        }
        if (!impact.online().isEmpty()) {
            terminal.line("online values that stay as they are: " + joined(impact.online()));
        }
    }

    private static void print(BrokenView view, Terminal terminal) {
        terminal.line("view " + view.view()
                + view.through().map(through -> ", which reads " + through).orElse("") + " cannot be computed"
                + (view.rows().isEmpty() ? "" : "; its rows depend on it (" + words(view.rows()) + ")"));
        view.features()
                .forEach((feature, usages) -> terminal.line("   " + feature + "  " + terminal.faint(words(usages))));
        if (view.columns() != State.SHOWN) {
            terminal.line(terminal.faint(
                    view.columns() == State.NOT_YET
                            ? "   columns are not known yet: it has not run since lineage is kept"
                            : "   columns are those of its last run, before the definition changed"));
        }
    }

    private static String words(Set<ColumnUsage> usages) {
        return usages.stream().map(usage -> usage.toString().replace('_', ' ')).collect(Collectors.joining(", "));
    }

    private static String joined(Collection<?> names) {
        return names.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
