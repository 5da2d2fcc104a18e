package dev.sluice.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sluice.airflow.Fault.Kind;
import dev.sluice.problem.SluiceException;
import dev.sluice.problem.UnknownOutcomeException;
import dev.sluice.project.AirflowSettings.Api;
import dev.sluice.testing.MovingClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong between client and server, with both releases of the API. */
class FaultyAirflowTest {
    private static final String TRIGGER = "POST .*/dagRuns";
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20), 3, Duration.ofMillis(5));
    private static final Patience SHORT = new Patience(
            Duration.ofSeconds(5), Duration.ofMillis(700), Duration.ofSeconds(20), 3, Duration.ofMillis(5));

    private final InMemoryAirflow behind = ContractDags.airflow();
    private AirflowStandIn server = AirflowStandIn.of(Api.V2, behind, "open sesame");

    @AfterEach
    void close() {
        server.close();
    }

    private Airflow airflow(Api api) {
        return airflow(api, PATIENCE);
    }

    private Airflow airflow(Api api, Patience patience) {
        server.close();
        server = AirflowStandIn.of(api, behind, "open sesame");
        return client(api, server.url(), patience);
    }

    private static Airflow client(Api api, URI url, Patience patience) {
        return HttpAirflow.of(
                new AirflowAccess(url, api, new Credentials.Password("ada", "open sesame"), patience),
                Clock.systemUTC());
    }

    private static Trigger trigger() {
        return Trigger.of(AirflowContract.fresh(AirflowContract.DAG)).withConf(Map.of("view", "airport_delays@1"));
    }

    private List<String> asked(String pattern) {
        return server.requests().stream().filter(line -> line.matches(pattern)).toList();
    }

    private static SluiceException problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        SluiceException[] caught = new SluiceException[1];
        assertThatThrownBy(call).asInstanceOf(type(SluiceException.class)).satisfies(problem -> caught[0] = problem);
        assertThat(caught[0].getMessage()).doesNotContain("open sesame");
        return caught[0];
    }

    @ParameterizedTest
    @CsvSource({
        "V1,LOST_ANSWER", "V1,CUT_ANSWER", "V1,LATE_ANSWER", "V1,RESET",
        "V2,LOST_ANSWER", "V2,CUT_ANSWER", "V2,LATE_ANSWER", "V2,RESET"
    })
    void aTriggerWhoseAnswerIsLostIsReadBackAndStartsOneRun(Api api, Kind kind) {
        Airflow airflow = airflow(api, kind == Kind.LATE_ANSWER ? SHORT : PATIENCE);
        server.next(Fault.of(kind, TRIGGER));
        Trigger trigger = trigger();
        assertThat(airflow.trigger(trigger).id()).isEqualTo(trigger.id());
        assertThat(behind.newest(AirflowContract.DAG, 10)).hasSize(1);
        assertThat(asked(TRIGGER)).hasSize(kind == Kind.RESET ? 2 : 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void aServerErrorAfterATriggerIsNoFailureYet(Api api) {
        Airflow airflow = airflow(api);
        server.next(Fault.answer(TRIGGER, 500, "{\"detail\":\"boom\"}"), Fault.answer(TRIGGER, 503, ""));
        airflow.trigger(trigger());
        assertThat(behind.newest(AirflowContract.DAG, 10)).hasSize(1);
        assertThat(asked(TRIGGER)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void aTriggerThatNobodyAnswersIsUnknownAndNotFailed(Api api) {
        Airflow airflow = airflow(api);
        assertThat(airflow.dag(AirflowContract.DAG)).isPresent();
        server.next(Fault.of(Kind.LOST_ANSWER, TRIGGER));
        for (int i = 0; i < PATIENCE.attempts(); i++) {
            server.next(Fault.answer("GET .*/dagRuns/.*", 503, ""));
        }
        Trigger trigger = trigger();
        SluiceException unknown = problem(() -> airflow.trigger(trigger));
        assertThat(unknown).isInstanceOf(UnknownOutcomeException.class);
        assertThat(unknown)
                .hasMessageContaining("Cannot tell whether the run " + trigger.id() + " was triggered")
                .hasMessageContaining(
                        "`sluice dags watch sluice_contract " + trigger.id().run() + "`")
                .hasMessageContaining("triggering it again with the same run id is safe");
        assertThat(airflow.trigger(trigger).id()).isEqualTo(trigger.id());
        assertThat(behind.newest(AirflowContract.DAG, 10)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void questionsAreAskedAgainAndMistakesAreNot(Api api) {
        Airflow airflow = airflow(api);
        server.next(
                Fault.answer("GET .*/dags/.*", 503, ""),
                Fault.answer("GET .*/dags/.*", 429, "").withHeader("Retry-After", "1"));
        long begun = System.nanoTime();
        assertThat(airflow.dag(AirflowContract.DAG)).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(990));
        assertThat(asked("GET .*/dags/.*")).hasSize(3);

        server.next(Fault.answer("PATCH .*", 400, "{\"detail\":\"no\"}"));
        assertThat(problem(() -> airflow.pause(AirflowContract.DAG)).code()).isEqualTo(AirflowError.REFUSED);
        assertThat(asked("PATCH .*")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void aTriggerIsSentAgainWhenTheServerWantsIt(Api api) {
        Airflow airflow = airflow(api);
        server.next(Fault.answer(TRIGGER, 503, "").withHeader("Retry-After", "1"));
        long begun = System.nanoTime();
        airflow.trigger(trigger());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(990));
        server.next(Fault.answer(TRIGGER, 503, "").withHeader("Retry-After", "100"));
        assertThat(problem(() -> airflow.trigger(trigger()))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(asked(TRIGGER)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void whetherSomethingWasChangedIsUnknownWhenNoAnswerComes(Api api) {
        Airflow airflow = airflow(api);
        for (int i = 0; i < PATIENCE.attempts(); i++) {
            server.next(Fault.of(Kind.LOST_ANSWER, "PATCH .*"));
        }
        assertThat(problem(() -> airflow.pause(AirflowContract.DAG)))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("pause the DAG sluice_contract");
        assertThat(behind.dag(AirflowContract.DAG).orElseThrow().paused()).isTrue();
    }

    /** As a proxy says it whose server is being replaced. */
    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void aPageThatIsNotThereIsNoRunThatIsNotThere(Api api) {
        Airflow airflow = airflow(api);
        DagRunId id = airflow.trigger(trigger()).id();
        for (String page : List.of("404 page not found", "{}", "null")) {
            server.next(Fault.answer("GET .*/dagRuns/.*", 404, page));
            assertThat(problem(() -> airflow.run(id)).code()).isEqualTo(AirflowError.FAILED);
        }
        server.next(Fault.answer("GET .*/taskInstances.*", 404, "404 page not found"));
        assertThat(problem(() -> airflow.tasks(id)).code()).isEqualTo(AirflowError.FAILED);
        assertThat(airflow.run(id)).isPresent();
    }

    @Test
    void aServerThatIsNotWellIsOfNoReleaseYet() {
        airflow(Api.V2);
        for (int i = 0; i < PATIENCE.attempts(); i++) {
            server.next(Fault.answer("GET /api/v2/version", 503, ""));
        }
        Airflow airflow = client(Api.AUTO, server.url(), PATIENCE);
        assertThat(problem(() -> airflow.dags("")).code()).isEqualTo(AirflowError.FAILED);
        assertThat(airflow.dags("")).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void tasksWhoseOrderChangesBetweenPagesAreAllThere(Api api) {
        Airflow airflow = airflow(api);
        List<Map<String, String>> chunks = List.of(Map.of("from", "a"), Map.of("from", "b"));
        DagRunId id = airflow.trigger(
                        Trigger.of(AirflowContract.fresh(AirflowContract.DAG)).withConf(Map.of("chunks", chunks)))
                .id();
        List<TaskRun> tasks = behind.tasks(id);
        assertThat(tasks).hasSizeGreaterThan(1);
        server.wire().limitPages(1);
        server.wire().disorderPages(tasks.size() - 1);
        assertThat(airflow.tasks(id)).extracting(TaskRun::name).containsExactlyElementsOf(names(tasks));
    }

    private static List<String> names(List<TaskRun> tasks) {
        return tasks.stream().map(TaskRun::name).toList();
    }

    @Test
    void aTokenIsRenewedBeforeItExpiresAndWhenItIsRefused() {
        Airflow airflow = airflow(Api.V2);
        SecondWire wire = (SecondWire) server.wire();
        airflow.dag(AirflowContract.DAG);
        airflow.dag(AirflowContract.DAG);
        assertThat(wire.issued()).isEqualTo(1);
        wire.forgetTokens();
        airflow.dag(AirflowContract.DAG);
        assertThat(wire.issued()).isEqualTo(2);

        MovingClock clock = new MovingClock(Instant.parse("2026-11-22T05:00:00Z"));
        wire.issueFor(100);
        Airflow patient = HttpAirflow.of(
                new AirflowAccess(server.url(), Api.V2, new Credentials.Password("ada", "open sesame"), PATIENCE),
                clock);
        patient.dag(AirflowContract.DAG);
        clock.advance(Duration.ofSeconds(79));
        patient.dag(AirflowContract.DAG);
        assertThat(wire.issued()).isEqualTo(3);
        clock.advance(Duration.ofSeconds(2));
        patient.dag(AirflowContract.DAG);
        assertThat(wire.issued()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "V2"})
    void whoIsNotKnownIsTold(Api api) {
        airflow(api);
        Airflow stranger = HttpAirflow.of(
                new AirflowAccess(server.url(), Api.AUTO, new Credentials.Password("ada", "wrong-one"), PATIENCE),
                Clock.systemUTC());
        SluiceException problem = problem(() -> stranger.dags(""));
        assertThat(problem.code()).isEqualTo(AirflowError.NOT_ALLOWED);
        assertThat(problem)
                .hasMessageContaining("answers 401")
                .hasMessageContaining("Check user and secret of `airflow:` in sluice.yaml")
                .hasMessageNotContaining("wrong-one");
        assertThat(new AirflowAccess(server.url(), api, new Credentials.Password("ada", "wrong-one"), PATIENCE)
                        .toString())
                .doesNotContain("wrong-one");
    }

    @Test
    void aServerThatIsNotThereIsUnreachableAndKnowsNothingOfTheTrigger() {
        Airflow airflow = airflow(Api.V1);
        URI url = server.url();
        server.close();
        SluiceException problem = problem(() -> airflow.trigger(trigger()));
        assertThat(problem.code()).isEqualTo(AirflowError.UNREACHABLE);
        assertThat(problem)
                .hasMessageContaining("Airflow at " + url + " does not answer")
                .hasMessageContaining("is `airflow: url:` in sluice.yaml its address?");
    }

    @Test
    void whatIsNoAirflowIsSaidSo() {
        Airflow airflow = airflow(Api.V2);
        server.next(Fault.answer("GET .*/dags/.*", 200, "<html><title>Welcome to nginx!</title></html>"));
        assertThat(problem(() -> airflow.dag("x")))
                .hasMessageContaining("sends no JSON (Welcome to nginx!)")
                .hasMessageContaining("Is this the address of Airflow's web server?");
        server.next(Fault.answer("GET .*/dags/.*", 302, "").withHeader("Location", "https://login.example.com/"));
        assertThat(problem(() -> airflow.dag("x"))).hasMessageContaining("It sends to https://login.example.com/.");
        Airflow unknown = client(Api.AUTO, server.url(), PATIENCE);
        server.next(Fault.answer("GET .*/version", 404, ""), Fault.answer("GET .*/version", 404, ""));
        assertThat(problem(() -> unknown.dags("")))
                .hasMessageContaining("(/api/v2/version: 404, /api/v1/version: 404)")
                .hasMessageContaining("`api: v1` or `api: v2`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"detail\":\"Dag is paused\"}|Dag is paused",
                "{\"detail\":[{\"loc\":[\"body\",\"logical_date\"],\"msg\":\"Field required\",\"type\":\"missing\"},"
                        + "{\"loc\":[\"query\",\"limit\"],\"msg\":\"Too many\"}]}"
                        + "|body.logical_date: Field required; query.limit: Too many",
                "{\"detail\":{\"reason\":\"Unique constraint violation\",\"statement\":\"hidden\",\"message\":\"there\"}}"
                        + "|Unique constraint violation: there",
                "{\"title\":\"Conflict\",\"status\":409,\"detail\":\"exists\"}|Conflict: exists",
                "{}|no reason given",
                "<html><style>x{}</style><h1>502 Bad Gateway</h1></html>|502 Bad Gateway"
            })
    void theWordsOfEveryFormOfAnErrorAreFound(String body, String words) {
        assertThat(Complaint.text(body)).isEqualTo(words);
    }

    @Test
    void whatAServerSaysDoesNotSteerTheTerminal() {
        assertThat(Complaint.text("{\"detail\":\"a\\u001b[2Jb\\nc\"}")).isEqualTo("a [2Jb c");
        assertThat(Complaint.text("{\"detail\":\"" + "x".repeat(5_000) + "\"}")).hasSize(603);
    }

    @Test
    void theLogicalDateIsAlwaysSentToTheSecondReleaseAndNothingUnknownToEither() {
        Airflow second = airflow(Api.V2);
        second.trigger(trigger());
        assertThat(server.bodies()).anyMatch(body -> body.contains("\"logical_date\":null"));
        Airflow first = airflow(Api.V1);
        first.trigger(trigger());
        assertThat(server.bodies()).noneMatch(body -> body.contains("logical_date"));
    }

    @Test
    void theDefaultsOfPatienceAreThese() {
        assertThat(Patience.DEFAULTS)
                .isEqualTo(new Patience(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        5,
                        Duration.ofMillis(250)));
        assertThat(Patience.DEFAULTS.pauseAfter(3, 0.5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Patience.DEFAULTS.pauseAfter(1, 0)).isEqualTo(Duration.ofMillis(125));
    }
}
