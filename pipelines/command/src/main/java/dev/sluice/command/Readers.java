package dev.sluice.command;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.ServiceConsumer;
import dev.sluice.registry.freshness.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who reads a version of a view, and where to reach them: services with their consumers, and views. */
record Readers(List<Reader> all) {
    /**
     * One of them.
     *
     * @param what {@code feature_service delay_model@1}, {@code feature_view route_delays@1}
     * @param who the consumer, or empty where the reader itself is all that is known
     */
    record Reader(String what, String who, String kind, String contact) {}

    static Readers of(Project project, Registry registry, ViewId view) {
        List<Reader> readers = new ArrayList<>();
        List<ServiceConsumer> consumers = registry.consumers(project.name());
        services(project, view).forEach(service -> readers.addAll(of(service, consumers)));
        Upstream upstream = new Upstream(project);
        project.views().stream()
                .filter(other ->
                        upstream.of(other).stream().map(FeatureView::id).anyMatch(view::equals))
                .forEach(other -> readers.add(new Reader(
                        "feature_view " + other.id(), "", "", other.metadata().owner())));
        return new Readers(readers);
    }

    /** The services that read it, following the active version where they pin none. */
    static List<FeatureService> services(Project project, ViewId view) {
        return project.services().stream()
                .filter(service -> service.uses().stream()
                        .filter(use -> use.view().equals(view.name()))
                        .anyMatch(use -> project.view(use).id().equals(view)))
                .toList();
    }

    static List<Reader> of(FeatureService service, List<ServiceConsumer> consumers) {
        String what = "feature_service " + service.id();
        List<Reader> readers = consumers.stream()
                .filter(use -> use.serviceId().equals(service.id()))
                .map(use -> new Reader(
                        what,
                        use.consumer().name(),
                        use.consumer().kind().toString(),
                        contact(use.consumer().contact(), service)))
                .toList();
        return readers.isEmpty()
                ? List.of(new Reader(what, "", "", service.metadata().owner()))
                : readers;
    }

    /** Who answers for the service knows more of its consumers than nobody does. */
    private static String contact(String contact, FeatureService service) {
        return contact.isEmpty() ? service.metadata().owner() : contact;
    }

    List<? extends Map<String, ?>> json() {
        return all.stream()
                .map(reader -> JsonDocument.of("reader", reader.what())
                        .with("consumer", reader.who().isEmpty() ? null : reader.who())
                        .with("kind", reader.kind().isEmpty() ? null : reader.kind())
                        .with("contact", reader.contact().isEmpty() ? null : reader.contact())
                        .members())
                .toList();
    }

    void print(Terminal terminal) {
        if (all.isEmpty()) {
            terminal.line("No service or view reads it.");
            return;
        }
        TextTable table = TextTable.of("READER", "CONSUMER", "KIND", "CONTACT");
        all.forEach(
                reader -> table.row(reader.what(), shown(reader.who()), shown(reader.kind()), shown(reader.contact())));
        table.print(terminal);
    }

    private static String shown(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
