package dev.sluice.command;

import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice consumers}. */
@Command(
        name = "consumers",
        description = "Show which models, teams and applications use which service; or, of a view, who reads it.",
        footer = {"", "Consumers are declared with their service: consumers: [{name: ..., kind: model, contact: ...}]."
        })
final class ConsumersCommand extends ProjectCommand {
    @Parameters(arity = "0..1", paramLabel = "VIEW", description = "Only who reads this view, as airport_delays@1.")
    private @Nullable String view;

    ConsumersCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        Readers readers = view == null ? ofServices(project, registry) : ofView(project, registry, view);
        return Answer.done(JsonDocument.of("project", project.name()).with("readers", readers.json()), readers::print);
    }

    private static Readers ofView(Project project, Registry registry, String reference) {
        ViewId id = project.view(reference).id();
        return Readers.of(project, registry, id);
    }

    private static Readers ofServices(Project project, Registry registry) {
        List<Readers.Reader> readers = new ArrayList<>();
        project.services().forEach(service -> readers.addAll(Readers.of(service, registry.consumers(project.name()))));
        return new Readers(readers);
    }
}
