package dev.sluice.command;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Deprecation;
import dev.sluice.registry.Registry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The deprecated versions that a project declares, and which of its services read them still. */
record Deprecations(Project project, List<Deprecation> all) {
    static Deprecations of(Project project, Registry registry) {
        return new Deprecations(
                project,
                registry.deprecations(project.name()).stream()
                        .filter(deprecation -> project.declares(deprecation.view()))
                        .toList());
    }

    Optional<Deprecation> of(ViewId view) {
        return all.stream()
                .filter(deprecation -> deprecation.view().equals(view))
                .findFirst();
    }

    /** A line for each, with the services that read it. */
    List<String> lines() {
        Instant now = now();
        return all.stream().map(deprecation -> line(deprecation, now)).toList();
    }

    /** The same of what one service reads. */
    List<String> linesOf(FeatureService service) {
        Instant now = now();
        return all.stream()
                .filter(deprecation ->
                        Readers.services(project, deprecation.view()).contains(service))
                .map(deprecation -> deprecation.sentence(now))
                .toList();
    }

    private String line(Deprecation deprecation, Instant now) {
        List<String> services = services(deprecation);
        return deprecation.sentence(now)
                + (services.isEmpty() ? "" : " Still read by " + String.join(", ", services) + ".");
    }

    private List<String> services(Deprecation deprecation) {
        return Readers.services(project, deprecation.view()).stream()
                .map(FeatureService::id)
                .toList();
    }

    private Instant now() {
        return project.settings().clock().instant();
    }

    List<? extends Map<String, ?>> json() {
        return all.stream().map(this::json).toList();
    }

    Map<String, ?> json(Deprecation deprecation) {
        return JsonDocument.of("view", deprecation.view())
                .with("sunset", deprecation.sunset())
                .with("over", deprecation.isOver(now()))
                .with("reason", deprecation.reason())
                .with("replacement", deprecation.replacement())
                .with("by", deprecation.by())
                .with("services", services(deprecation))
                .members();
    }
}
