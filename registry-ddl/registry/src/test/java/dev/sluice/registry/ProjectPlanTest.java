package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.expectation.OnFail;
import dev.sluice.expectation.Severity;
import dev.sluice.expectation.Suite;
import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.Source;
import dev.sluice.feature.Transform;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.Origin;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import dev.sluice.registry.Change.Action;
import dev.sluice.testing.Flights;
import dev.sluice.testing.Flights.ViewFixture;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProjectPlanTest {
    private static final Feature DEPARTURES = Feature.of("departures", Scalar.LONG);
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

    private static ViewFixture delays() {
        return Flights.daily("delays", Flights.AIRPORT, "SELECT 1");
    }

    private static Project project(FeatureView... views) {
        return project(Flights.FLIGHTS, Flights.AIRPORT, views);
    }

    private static Project project(Source source, Entity entity, FeatureView... views) {
        return new Project(
                "flights",
                Path.of("/project"),
                Settings.defaults("flights"),
                List.of(entity),
                List.of(source),
                List.of(views),
                List.of(),
                Map.of());
    }

    private static List<RegisteredDefinition> registered(Project project) {
        return project.definitions().stream()
                .map(definition -> RegisteredDefinition.of(definition, NOW))
                .toList();
    }

    private static ProjectPlan plan(Project before, Project after) {
        return ProjectPlan.between(registered(before), after);
    }

    private static Change onlyChange(Project before, Project after) {
        ProjectPlan plan = plan(before, after);
        assertThat(plan.changes()).hasSize(1);
        return plan.changes().get(0);
    }

    @Test
    void everythingIsNewToAnEmptyRegistry() {
        ProjectPlan plan = ProjectPlan.between(List.of(), project(delays().build(List.of(DEPARTURES))));
        assertThat(plan.changes())
                .containsExactly(
                        new Change(Action.NEW, "entity", "airport", 1, List.of(), List.of()),
                        new Change(Action.NEW, "source", "flights", 1, List.of(), List.of()),
                        new Change(Action.NEW, "feature_view", "delays", 1, List.of(), List.of()));
        assertThat(plan.summary()).isEqualTo("3 new");
    }

    @Test
    void nothingChangedIsAnEmptyPlan() {
        Project project = Flights.project(Path.of("/project"));
        ProjectPlan plan = plan(project, project);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.unchanged()).isEqualTo(6);
        assertThat(plan.summary()).isEqualTo("no changes");
    }

    @Test
    void aChangedTransformMakesTheRowsStale() {
        FeatureView after = Flights.daily("delays", Flights.AIRPORT, "SELECT 2").build(List.of(DEPARTURES));
        Change change = onlyChange(project(delays().build(List.of(DEPARTURES))), project(after));
        assertThat(change)
                .isEqualTo(new Change(
                        Action.CHANGED,
                        "feature_view",
                        "delays",
                        1,
                        List.of(new FieldChange("transform.sql", "SELECT 1", "SELECT 2")),
                        List.of("transform.sql changed")));
    }

    @Test
    void aChangedAggregationMakesTheRowsStale() {
        Change change = onlyChange(project(windows("delay > 15")), project(windows("delay > 20")));
        assertThat(change.recompute()).containsExactly("aggregate.late changed");
    }

    private static FeatureView windows(String of) {
        Aggregation late = new Aggregation(
                of, "late", Scalar.LONG, List.of(AggregateFunction.parse("sum")), List.of(TimeSpan.parse("1d")));
        Transform.Aggregates aggregates = new Transform.Aggregates(Map.of("airport", "origin"), List.of(late));
        return delays().build(List.of(Feature.of("late_sum_1d", Scalar.LONG))).withTransform(aggregates);
    }

    @Test
    void featuresThatComeAndGoMakeTheRowsStale() {
        Change change = onlyChange(
                project(delays().build(List.of(DEPARTURES))),
                project(delays().build(List.of(Feature.of("arrivals", Scalar.INT)))));
        assertThat(change.recompute())
                .containsExactly("features.arrivals.type added", "features.departures.type removed");
    }

    @Test
    void whatIsOnlySaidOrPromisedLeavesTheRowsAsTheyAre() {
        FeatureView before = delays().build(List.of(DEPARTURES));
        FeatureView after = new FeatureView(
                before.id(),
                before.entity(),
                before.computation(),
                List.of(new Feature("departures", Scalar.LONG, "on the day", "0")),
                Lifetime.UNLIMITED,
                Placement.OFFLINE,
                Suite.of(Flights.expectation("expect_table_row_count_to_be_between", Map.of("min_value", 1))),
                new Metadata("Delays", "ops", Map.of("team", "ops")),
                null);
        Change change = onlyChange(project(before), project(after));
        assertThat(change.recompute()).isEmpty();
        assertThat(change.fields())
                .contains(
                        new FieldChange("ttl", "14d", null),
                        new FieldChange("online", "true", "false"),
                        new FieldChange("owner", null, "ops"),
                        new FieldChange(
                                "expectations.expect_table_row_count_to_be_between(min_value=1)",
                                null,
                                Severity.CRITICAL.name()))
                .isSortedAccordingTo((left, right) -> left.field().compareTo(right.field()));
    }

    @Test
    void tagsAndWhatAFailureStopsLeaveTheRowsAsTheyAre() {
        Change change = onlyChange(
                project(delays().build(List.of(DEPARTURES.withTags(Map.of("type", "a"))))),
                project(delays().withOnFail(OnFail.BLOCK).build(List.of(DEPARTURES.withTags(Map.of("type", "b"))))));
        assertThat(change.recompute()).isEmpty();
        assertThat(change.fields())
                .containsExactly(
                        new FieldChange("features.departures.tags.type", "a", "b"),
                        new FieldChange("on_fail", null, "block"));
    }

    @Test
    void aChangedSourceMakesTheRowsOfItsViewsStale() {
        FeatureView view = delays().build(List.of(DEPARTURES));
        Source moved = new Source(
                "flights",
                Flights.FLIGHTS.format(),
                "s3a://b/flights",
                "date",
                Map.of("mode", "x"),
                List.of(),
                Metadata.NONE);
        ProjectPlan plan = plan(project(view), project(moved, Flights.AIRPORT, view));
        assertThat(plan.changes()).extracting(Change::kind).containsExactly("source", "feature_view");
        assertThat(plan.changes().get(1))
                .isEqualTo(new Change(
                        Action.CHANGED,
                        "feature_view",
                        "delays",
                        1,
                        List.of(),
                        List.of("source flights: options.mode added", "source flights: path changed")));
        assertThat(plan.summary()).isEqualTo("1 changed, 1 view to recompute");
    }

    @Test
    void anotherOwnerOfTheSourceChangesNoRows() {
        FeatureView view = delays().build(List.of(DEPARTURES));
        Source owned = new Source(
                "flights",
                Flights.FLIGHTS.format(),
                Flights.FLIGHTS.path(),
                "date",
                Map.of(),
                List.of(),
                new Metadata("", "ops", Map.of()));
        assertThat(plan(project(view), project(owned, Flights.AIRPORT, view)).summary())
                .isEqualTo("1 changed");
    }

    @Test
    void whatTheProjectNoLongerDeclaresIsGone() {
        FeatureView view = delays().build(List.of(DEPARTURES));
        FeatureView next = delays().withVersion(2).build(List.of(DEPARTURES));
        ProjectPlan plan = plan(project(view), project(next));
        assertThat(plan.changes())
                .containsExactly(
                        new Change(Action.GONE, "feature_view", "delays", 1, List.of(), List.of()),
                        new Change(Action.NEW, "feature_view", "delays", 2, List.of(), List.of()));
        assertThat(plan.summary()).isEqualTo("1 new, 1 gone");
    }

    @Test
    void aRetiredViewThatComesBackIsNewAndSaysWhatIsStale() {
        FeatureView view = delays().build(List.of(DEPARTURES));
        List<RegisteredDefinition> retired = registered(project(view)).stream()
                .map(definition -> definition.retired(NOW))
                .toList();
        FeatureView back = Flights.daily("delays", Flights.AIRPORT, "SELECT 2").build(List.of(DEPARTURES));
        ProjectPlan plan = ProjectPlan.between(retired, project(back));
        assertThat(plan.changes()).extracting(Change::action).containsOnly(Action.NEW);
        assertThat(plan.changes().get(2).recompute()).containsExactly("transform.sql changed");
    }

    @Test
    void anotherTypeOfAFeatureNeedsANewVersion() {
        FeatureView before = delays().build(List.of(DEPARTURES));
        FeatureView after = delays().build(List.of(Feature.of("departures", Scalar.INT)));
        SluiceException refusal =
                catchThrowableOfType(SluiceException.class, () -> plan(project(before), project(after)));
        assertThat(refusal)
                .hasMessage("Cannot change delays@1: features.departures.type was registered as long and is now int. "
                        + "That needs a new version: raise version to 2.");
        assertThat(refusal.code()).isEqualTo(RegistryError.NEEDS_NEW_VERSION);
        assertThat(refusal.type()).isEqualTo(ErrorType.DEFINITION);
    }

    @Test
    void anotherKeyNeedsANewVersion() {
        Entity byNumber = new Entity("airport", List.of(new Column("airport", Scalar.LONG)), Metadata.NONE);
        FeatureView after = Flights.daily("delays", byNumber, "SELECT 1").build(List.of(DEPARTURES));
        assertThatThrownBy(() ->
                        plan(project(delays().build(List.of(DEPARTURES))), project(Flights.FLIGHTS, byNumber, after)))
                .hasMessage("Cannot change delays@1: entity.key was registered as airport: string and is now "
                        + "airport: long. That needs a new version: raise version to 2.");
    }

    @Test
    void hoursInsteadOfDaysNeedANewVersion() {
        FeatureView after = delays().withSchedule("hourly").build(List.of(DEPARTURES));
        assertThatThrownBy(() -> plan(project(delays().build(List.of(DEPARTURES))), project(after)))
                .hasMessage("Cannot change delays@1: schedule was registered as daily and is now hourly. "
                        + "That needs a new version: raise version to 2.");
        FeatureView nightly = delays().withSchedule("30 2 * * *").build(List.of(DEPARTURES));
        assertThat(onlyChange(project(delays().build(List.of(DEPARTURES))), project(nightly))
                        .recompute())
                .containsExactly("schedule changed");
    }

    @Test
    void aRefusalNamesTheLineAndTheFirstFreeVersionAndComesWithAllOthers() {
        FeatureView first = delays().build(List.of(DEPARTURES));
        FeatureView second = delays().withVersion(2).build(List.of(DEPARTURES));
        FeatureView third = delays().withVersion(3).build(List.of(DEPARTURES));
        Feature changed = Feature.of("departures", Scalar.INT);
        FeatureView newFirst = declaredAt(delays().build(List.of(changed)), new Origin("views/delays.yaml", 2));
        FeatureView newSecond = delays().withVersion(2).build(List.of(changed));
        assertThatThrownBy(() -> plan(project(first, second, third), project(newFirst, newSecond)))
                .hasMessage("Cannot change delays@1 (views/delays.yaml:2): features.departures.type was registered as "
                        + "long and is now int. That needs a new version: raise version to 4.\n"
                        + "Cannot change delays@2: features.departures.type was registered as long and is now int. "
                        + "That needs a new version: raise version to 4.");
    }

    private static FeatureView declaredAt(FeatureView view, Origin origin) {
        return new FeatureView(
                view.id(),
                view.entity(),
                view.computation(),
                view.features(),
                view.lifetime(),
                view.placement(),
                view.suite(),
                view.metadata(),
                origin);
    }

    @Test
    void theOrderOfWhatIsRegisteredDoesNotMatter() {
        List<RegisteredDefinition> shuffled = new ArrayList<>(registered(Flights.project(Path.of("/project"))));
        Project after = project(delays().build(List.of(DEPARTURES)));
        ProjectPlan plan = ProjectPlan.between(shuffled, after);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(ProjectPlan.between(shuffled, after)).isEqualTo(plan);
    }

    @Test
    void whatThePlanCallsMeaningIsWhatTheHashesAreMadeOf() {
        for (FeatureView view : List.of(Flights.airportDelays(), reworded(), windows("delay > 15"))) {
            assertThat(Meaning.ofView(view.fields())).isEqualTo(view.meaning());
        }
    }

    private static FeatureView reworded() {
        FeatureView view = Flights.airportDelays();
        Transform.Sql sql = (Transform.Sql) view.computation().transform();
        return view.withTransform(sql.meaning("SELECT 1"));
    }
}
