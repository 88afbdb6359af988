package org.mlopssdk.monitoring.report;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.mlopssdk.json.Json;

/**
 * A browser that stays open, and answers by its own protocol what a page is to those who do not see it, and what scripts of the tests find on it. A
 * page's policy stops the scripts of a page, and not these.
 */
final class DevTools implements AutoCloseable {
    private static final int PATIENCE = 600;

    private final Process process;
    private final OnlyHost host;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int calls;

    private DevTools(Process process, OnlyHost host, URI page) {
        this.process = process;
        this.host = host;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Answers())
                .join();
    }

    static DevTools start(Path folder) throws IOException, InterruptedException {
        OnlyHost host = new OnlyHost();
        Process process = new ProcessBuilder(
                        Browser.command(Browser.program(), folder, host, "--remote-debugging-port=0", "about:blank"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("devtools.log").toFile())
                .start();
        try {
            return new DevTools(process, host, page(process, folder.resolve("profile/DevToolsActivePort")));
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            host.close();
            throw e;
        }
    }

    /** Where to talk with the browser's only page; it writes the port to a file as soon as it listens. */
    private static URI page(Process process, Path port) throws IOException, InterruptedException {
        for (int tenths = 0; !Files.exists(port) || Files.readString(port).isBlank(); tenths++) {
            if (tenths > 10 * PATIENCE || process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IOException("the browser does not listen");
            }
        }
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
        Optional<URI> page = page(list);
        for (int tenths = 0; page.isEmpty(); tenths++) {
            if (tenths > 10 * PATIENCE || process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IOException("the browser has no page");
            }
            page = page(list);
        }
        return page.get();
    }

    /** It listens before it has one. */
    private static Optional<URI> page(URI list) throws IOException, InterruptedException {
        String pages = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Map<?, ?> all = Json.read(("{\"all\":" + pages + "}").getBytes(StandardCharsets.UTF_8), Map.class, "pages");
        return ((List<?>) all.get("all"))
                .stream()
                        .map(page -> (Map<?, ?>) page)
                        .filter(page -> "page".equals(page.get("type")))
                        .map(page -> URI.create((String) page.get("webSocketDebuggerUrl")))
                        .findFirst();
    }

    /** Collects what comes in pieces. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder begun = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            begun.append(data);
            if (last) {
                answers.add(begun.toString());
                begun.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private Map<?, ?> call(String method, Map<String, ?> params) throws InterruptedException {
        int id = ++calls;
        byte[] request = Json.write(Map.of("id", id, "method", method, "params", params));
        socket.sendText(new String(request, StandardCharsets.UTF_8), true).join();
        while (true) {
            String text = answers.poll(PATIENCE, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("no answer to " + method);
            }
            Map<?, ?> answer = Json.read(text.getBytes(StandardCharsets.UTF_8), Map.class, method);
            if (Integer.valueOf(id).equals(answer.get("id"))) {
                if (answer.get("result") == null) {
                    throw new AssertionError(method + ": " + answer.get("error"));
                }
                return (Map<?, ?>) answer.get("result");
            }
        }
    }

    /** Opens a page in a window of that width and waits until it is there. */
    void open(byte[] html, int width, boolean dark) throws InterruptedException {
        host.show(html);
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
        call("Page.navigate", Map.of("url", host.address()));
        evaluate("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))"
                + ".then(() => true)");
    }

    /** What an expression comes to, awaited if it is a promise. */
    Object evaluate(String expression) throws InterruptedException {
        Map<?, ?> answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new AssertionError(answer.get("exceptionDetails").toString());
        }
        return ((Map<?, ?>) answer.get("result")).get("value");
    }

    /** Presses a key, such as Tab, as a person does. */
    void press(String key, int code) throws InterruptedException {
        Map<String, Object> event = new HashMap<>(Map.of("key", key, "code", key, "windowsVirtualKeyCode", code));
        event.put("text", key.equals("Enter") ? "\r" : "");
        for (String type : List.of("keyDown", "keyUp")) {
            event.put("type", type);
            call("Input.dispatchKeyEvent", event);
        }
    }

    /** What a screen reader is told of one thing. */
    record Told(String role, String name, String description) {}

    /** All that a screen reader is told, in its order. */
    List<Told> told() throws InterruptedException {
        call("Accessibility.enable", Map.of());
        return ((List<?>) call("Accessibility.getFullAXTree", Map.of()).get("nodes"))
                .stream()
                        .map(node -> (Map<?, ?>) node)
                        .filter(node -> !Boolean.TRUE.equals(node.get("ignored")))
                        .map(node -> new Told(text(node, "role"), text(node, "name"), text(node, "description")))
                        .toList();
    }

    private static String text(Map<?, ?> node, String property) {
        Object value = node.get(property) instanceof Map<?, ?> found ? found.get("value") : null;
        return value == null ? "" : value.toString();
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        host.close();
    }
}
