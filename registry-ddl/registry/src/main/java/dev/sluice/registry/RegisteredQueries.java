package dev.sluice.registry;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The queries of views as the registry knows them. What a query means is told by a text, the first one that had this meaning:
 * a view that is only written otherwise keeps it, and with it the rows that were computed.
 */
public final class RegisteredQueries {
    private final Map<ViewId, Registered> registered = new HashMap<>();

    private RegisteredQueries() {}

    private record Registered(String text, String meaning) {
        static Registered of(RegisteredDefinition view) {
            String text = view.fields().getOrDefault(Meaning.SQL, "");
            return new Registered(text, view.fields().getOrDefault(Meaning.FORMER_SQL, text));
        }
    }

    /** @param known {@link Registry#definitions} */
    public static RegisteredQueries of(Collection<RegisteredDefinition> known) {
        RegisteredQueries queries = new RegisteredQueries();
        known.stream()
                .filter(definition -> definition.kind().equals(DefinitionId.VIEW))
                .filter(definition -> definition.fields().containsKey(Meaning.SQL))
                .forEach(view -> queries.registered.put(new ViewId(view.name(), view.version()), Registered.of(view)));
        return queries;
    }

    /** The project, whose queries that are written as they are registered mean what they mean there. */
    public Project recognizedIn(Project project) {
        return each(
                project,
                view -> known(view)
                        .filter(known -> isWrittenSo(view, known))
                        .map(known -> meaning(view, known.meaning()))
                        .orElse(view));
    }

    /** The project, whose queries of these views mean what they mean in the registry, however they are written. */
    public Project keeping(Set<ViewId> reworded, Project project) {
        return each(
                project,
                view -> known(view)
                        .filter(known -> reworded.contains(view.id()))
                        .map(known -> meaning(view, known.meaning()))
                        .orElse(view));
    }

    /** Of the views that are written otherwise than they are registered, the text that tells what they meant. */
    public Map<ViewId, String> rewritten(Project project) {
        return project.views().stream()
                .filter(view ->
                        known(view).filter(known -> !isWrittenSo(view, known)).isPresent())
                .collect(Collectors.toMap(
                        FeatureView::id,
                        view -> Objects.requireNonNull(registered.get(view.id()))
                                .meaning()));
    }

    /** The project, whose queries mean what they say and nothing is known of what they meant before. */
    public static Project asWritten(Project project) {
        return each(
                project,
                view -> sql(view)
                        .map(sql -> view.withTransform(new Transform.Sql(sql.file(), sql.text())))
                        .orElse(view));
    }

    private Optional<Registered> known(FeatureView view) {
        return sql(view).flatMap(sql -> Optional.ofNullable(registered.get(view.id())));
    }

    private static boolean isWrittenSo(FeatureView view, Registered known) {
        return sql(view).filter(sql -> sql.text().strip().equals(known.text())).isPresent();
    }

    private static FeatureView meaning(FeatureView view, String former) {
        return sql(view).map(sql -> view.withTransform(sql.meaning(former))).orElse(view);
    }

    private static Optional<Transform.Sql> sql(FeatureView view) {
        return view.computation().transform() instanceof Transform.Sql sql ? Optional.of(sql) : Optional.empty();
    }

    private static Project each(Project project, UnaryOperator<FeatureView> change) {
        List<FeatureView> views = project.views().stream().map(change).toList();
        return views.equals(project.views()) ? project : project.withViews(views);
    }
}
