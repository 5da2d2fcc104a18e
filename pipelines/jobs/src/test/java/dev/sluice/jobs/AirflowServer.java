package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.airflow.Airflow;
import dev.sluice.airflow.AirflowAccess;
import dev.sluice.airflow.Credentials;
import dev.sluice.airflow.DagRunId;
import dev.sluice.airflow.HttpAirflow;
import dev.sluice.airflow.Patience;
import dev.sluice.airflow.RunState;
import dev.sluice.airflow.RunWatch;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.AirflowSettings.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An Airflow of its own: API server, scheduler with local workers and DAG processor as processes, its database a file. */
final class AirflowServer implements AutoCloseable {
    static final Path INSTALLED = Path.of(System.getProperty("sluice.root"), "dags/target/airflow");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "only-for-this-test";
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int PAUSE_MILLIS = 500;

    private final Path home;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Process> processes = new ArrayList<>();
    private final Airflow client;
    private String token = "";

    private AirflowServer(Path home) throws IOException {
        this.home = home;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
        this.client = HttpAirflow.of(
                new AirflowAccess(
                        URI.create("http://localhost:" + port),
                        Api.AUTO,
                        new Credentials.Password("admin", PASSWORD),
                        Patience.DEFAULTS),
                Clock.systemUTC());
    }

    /** @param dags the folder that it reads DAGs from */
    static AirflowServer start(Path home, Path dags) throws IOException {
        AirflowServer server = new AirflowServer(Files.createDirectories(home));
        Files.copy(INSTALLED.resolve("airflow.db"), home.resolve("airflow.db"));
        Files.writeString(home.resolve("passwords.json"), JSON.writeValueAsString(Map.of("admin", PASSWORD)));
        server.launch(dags, "api-server", "--port", Integer.toString(server.port), "--workers", "1");
        server.launch(dags, "scheduler", "--skip-serve-logs");
        server.launch(dags, "dag-processor");
        server.await("the API server", () -> server.logIn());
        return server;
    }

    private void launch(Path dags, String... command) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(INSTALLED.resolve("bin/airflow").toString()));
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(command[0] + ".log").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AIRFLOW"));
        environment.put("PATH", INSTALLED.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("AIRFLOW_HOME", home.toString());
        String url = "http://localhost:" + port;
        Map.ofEntries(
                        Map.entry("CORE__DAGS_FOLDER", dags.toString()),
                        Map.entry("CORE__LOAD_EXAMPLES", "False"),
                        Map.entry("CORE__PARALLELISM", "3"),
                        Map.entry("CORE__EXECUTION_API_SERVER_URL", url + "/execution/"),
                        Map.entry("CORE__SIMPLE_AUTH_MANAGER_USERS", "admin:admin"),
                        Map.entry(
                                "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE",
                                home.resolve("passwords.json").toString()),
                        Map.entry("DATABASE__SQL_ALCHEMY_CONN", "sqlite:///" + home.resolve("airflow.db")),
                        Map.entry("API__BASE_URL", url),
                        Map.entry("API__SECRET_KEY", PASSWORD),
                        Map.entry("API_AUTH__JWT_SECRET", PASSWORD.repeat(4)),
                        Map.entry("SCHEDULER__USE_JOB_SCHEDULE", "False"),
                        Map.entry(
                                "LOGGING__BASE_LOG_FOLDER", home.resolve("logs").toString()))
                .forEach((name, value) -> environment.put("AIRFLOW__" + name, value));
        processes.add(builder.start());
    }

    private boolean logIn() {
        Optional<HttpResponse<String>> answer =
                send("/auth/token", JSON.valueToTree(Map.of("username", "admin", "password", PASSWORD)));
        Optional<JsonNode> login =
                answer.filter(one -> one.statusCode() == CREATED).map(AirflowServer::json);
        token = login.map(one -> one.get("access_token").asText()).orElse("");
        return login.isPresent();
    }

    /** The product's own client of it. */
    Airflow client() {
        return client;
    }

    /** The lines of sluice.yaml of a project that uses it. */
    String settings() {
        return "airflow: {url: \"http://localhost:" + port + "\", user: admin, password_variable: AIRFLOW_PASSWORD}\n";
    }

    /** What a command of such a project finds in its environment. */
    Map<String, String> environment() {
        return Map.of("AIRFLOW_PASSWORD", PASSWORD);
    }

    void addPool(String name) {
        await("the pool " + name, () -> {
            Optional<HttpResponse<String>> answer =
                    send("/api/v2/pools", JSON.valueToTree(Map.of("name", name, "slots", 1)));
            return answer.filter(one -> one.statusCode() == CREATED || one.statusCode() == CONFLICT)
                    .isPresent();
        });
    }

    void unpause(String dag) {
        await(dag, () -> client.dag(dag).isPresent());
        client.unpause(dag);
    }

    /** The tasks of a run, each as {@code run success 1}, with the number of tries. */
    List<String> tasks(DagRunId run) {
        return client.tasks(run).stream()
                .map(task -> task.name() + " " + task.state().name().toLowerCase(Locale.ROOT) + " " + task.attempt())
                .sorted()
                .toList();
    }

    RunState awaitEnd(DagRunId run) {
        return new RunWatch(client, Duration.ofMillis(PAUSE_MILLIS), PATIENCE, PATIENCE)
                .untilOver(
                        run,
                        (now, tasks) -> assertThat(processes).as(this::logs).allMatch(Process::isAlive),
                        () -> false)
                .state();
    }

    /** The processes of tasks whose command line has this in it. */
    List<ProcessHandle> running(Predicate<String> commandLine) {
        return descendants()
                .filter(process ->
                        process.info().commandLine().filter(commandLine).isPresent())
                .toList();
    }

    private Stream<ProcessHandle> descendants() {
        return processes.stream().flatMap(Process::descendants);
    }

    interface Condition {
        boolean holds();
    }

    void await(String what, Condition condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            assertThat(processes).as(() -> what + logs()).allMatch(Process::isAlive);
            assertThat(System.nanoTime()).as(() -> what + logs()).isLessThan(deadline);
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (SluiceException e) {
            assertThat(e.type()).as(e::getMessage).isEqualTo(ErrorType.EXTERNAL);
            return false;
        }
    }

    /** The ends of what the processes and the tasks have said. */
    String logs() {
        try (Stream<Path> files = Files.walk(home)) {
            StringBuilder text = new StringBuilder();
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".log")).toList()) {
                String said = Files.readString(file);
                text.append("\n== ").append(home.relativize(file)).append('\n');
                text.append(said.substring(Math.max(0, said.length() - 3_000)));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<HttpResponse<String>> send(String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = descendants().toList();
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
