package dev.sluice.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium with one page, driven by the DevTools protocol (https://chromedevtools.github.io/devtools-protocol). */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_SECONDS = 60;

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Process process, Path profile) throws Exception {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(page(port(profile))), new Heard())
                .get(MOST_SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Network", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    static Browser start(Path executable, Path folder) throws Exception {
        Path profile = Files.createDirectories(folder.resolve("profile"));
        Process process = new ProcessBuilder(
                        executable.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        try {
            return new Browser(process, profile);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private int port(Path profile) throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!Files.exists(file) || Files.readString(file).lines().count() < 2) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException(
                        "Chromium does not start: " + Files.readString(profile.resolveSibling("chromium.log")));
            }
            Thread.sleep(20);
        }
        return Integer.parseInt(Files.readString(file).lines().findFirst().orElseThrow());
    }

    private static String page(int port) throws IOException {
        try (var stream =
                URI.create("http://127.0.0.1:" + port + "/json/list").toURL().openStream()) {
            for (JsonNode target : JSON.readTree(stream)) {
                if (target.path("type").asText().equals("page")) {
                    return target.path("webSocketDebuggerUrl").asText();
                }
            }
        }
        throw new IOException("Chromium has no page");
    }

    /** Calls a method of the protocol and returns its result. */
    JsonNode call(String method, Map<String, ?> parameters) {
        try {
            int id = ids.incrementAndGet();
            CompletableFuture<JsonNode> answer = new CompletableFuture<>();
            answers.put(id, answer);
            socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                    .get(MOST_SECONDS, TimeUnit.SECONDS);
            JsonNode found = answer.get(MOST_SECONDS, TimeUnit.SECONDS);
            if (found.has("error")) {
                throw new AssertionError(method + ": " + found.get("error"));
            }
            return found.path("result");
        } catch (Exception e) {
            throw new AssertionError("Cannot call " + method, e);
        }
    }

    /** Goes to an address and waits until the page and what it loads is there. */
    void open(String address) {
        call("Page.navigate", Map.of("url", address));
        await("document.readyState === 'complete' && location.href.startsWith(" + quoted(address) + ")");
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The value of an expression, as text. */
    String value(String expression) {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
        }
        return result.path("result").path("value").asText();
    }

    /** The text that a person sees of the first element that a selector finds; empty when there is none. */
    String text(String selector) {
        return value("(document.querySelector(" + quoted(selector) + ") || {}).innerText || ''");
    }

    void await(String condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!isTrue(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Never: " + condition + " at " + value("location.href"));
            }
            Thread.onSpinWait();
        }
    }

    /** Waits until a page of this path is there, with what it loads. */
    void arrive(String path) {
        await("document.readyState === 'complete' && location.pathname === " + quoted(path));
    }

    /** False, too, while one page makes place for another. */
    private boolean isTrue(String condition) {
        try {
            return value("String(!!(" + condition + "))").equals("true");
        } catch (AssertionError between) {
            return false;
        }
    }

    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Presses a key: "/", "Tab", "Enter", "ArrowDown". */
    void press(String key) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("key", key);
        event.put("code", key.equals("/") ? "Slash" : key);
        event.put(
                "windowsVirtualKeyCode",
                Map.of("Tab", 9, "Enter", 13, "ArrowDown", 40, "/", 191).get(key));
        if (key.equals("/") || key.equals("Enter")) {
            event.put("text", key.equals("/") ? "/" : "\r");
        }
        event.put("type", "keyDown");
        call("Input.dispatchKeyEvent", event);
        event.put("type", "keyUp");
        event.remove("text");
        call("Input.dispatchKeyEvent", event);
    }

    /** Clicks where a person would: in the middle of what the selector finds. */
    void click(String selector) {
        String middle = value("(() => { const found = document.querySelector(" + quoted(selector) + ");"
                + "found.scrollIntoView({block: 'center', behavior: 'instant'}); const box = found.getBoundingClientRect();"
                + "return (box.x + box.width / 2) + ' ' + (box.y + box.height / 2); })()");
        String[] place = middle.split(" ");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            Double.parseDouble(place[0]),
                            "y",
                            Double.parseDouble(place[1]),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    void prefer(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Keeps a picture of the whole page. */
    void picture(Path file) {
        JsonNode shot = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Every address that a page has asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** What the browser has complained of: errors of scripts, refusals of the security policy, files that are missing. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() throws Exception {
        try {
            call("Browser.close", Map.of());
        } catch (AssertionError gone) {
            process.destroyForcibly();
        }
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** Puts messages together and hands them on. */
    private final class Heard implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                String whole = message.toString();
                message.setLength(0);
                hear(whole);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void hear(String text) {
            try {
                JsonNode heard = JSON.readTree(text);
                CompletableFuture<JsonNode> waiting =
                        answers.remove(heard.path("id").asInt(-1));
                if (waiting != null) {
                    waiting.complete(heard);
                }
                JsonNode parameters = heard.path("params");
                switch (heard.path("method").asText()) {
                    case "Network.requestWillBeSent" ->
                        requests.add(parameters.path("request").path("url").asText());
                    case "Runtime.exceptionThrown" ->
                        complaints.add(parameters.path("exceptionDetails").toString());
                    case "Log.entryAdded" -> complain(parameters.path("entry"));
                    default -> {}
                }
            } catch (IOException e) {
                complaints.add(e.toString());
            }
        }

        private void complain(JsonNode entry) {
            if (entry.path("level").asText().equals("error")) {
                complaints.add(
                        entry.path("text").asText() + " " + entry.path("url").asText());
            }
        }
    }

    /** The names of all things that were found on the page. */
    List<String> texts(String selector) {
        List<String> texts = new ArrayList<>();
        String joined = value("Array.from(document.querySelectorAll(" + quoted(selector)
                + ")).map(found => found.textContent.trim()).join('\\u0000')");
        if (!joined.isEmpty()) {
            texts.addAll(List.of(joined.split("\u0000")));
        }
        return texts;
    }
}
