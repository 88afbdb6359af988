package org.mlopssdk.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mlopssdk.store.Digest;

/** A small service that speaks as much S3 as a store needs, and does so honestly; its subclasses each do one thing wrong. Its objects are in one bucket. */
class FakeService implements AutoCloseable {

    private static final String OPERATION = "x-amz-meta-mlops-operation";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final Map<String, String> operations = new ConcurrentHashMap<>();
    final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FakeService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What is answered: a status, for an error its code, and a body. */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        static Answer of(int status, byte[] body) {
            return new Answer(
                    status, new HashMap<>(Map.of("ETag", "\"" + Digest.of(body).hex() + "\"")), body);
        }

        static Answer error(int status, String code) {
            String xml = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>told so</Message></Error>";
            return new Answer(status, new HashMap<>(), xml.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer;
        try {
            answer = answer(exchange, body);
        } catch (RuntimeException e) {
            answer = Answer.error(500, "InternalError");
        }
        answer.headers.forEach(exchange.getResponseHeaders()::set);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead && answer.status == 200) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(answer.body.length));
        }
        exchange.sendResponseHeaders(answer.status, isHead || answer.body.length == 0 ? -1 : answer.body.length);
        if (!isHead) {
            exchange.getResponseBody().write(answer.body);
        }
        exchange.close();
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        String[] path = exchange.getRequestURI().getPath().split("/", 3);
        String key = path.length < 3 ? "" : path[2];
        String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
        return switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                Answer answer = "*".equals(condition) ? create(key, body) : put(key, body);
                String operation = exchange.getRequestHeaders().getFirst(OPERATION);
                if (answer.status == 200 && operation != null && keepsMetadata()) {
                    operations.put(key, operation);
                }
                yield answer;
            }
            case "HEAD" -> {
                Answer answer = head(key);
                if (answer.status == 200 && operations.containsKey(key)) {
                    answer.headers.put(OPERATION, operations.get(key));
                }
                yield answer;
            }
            case "GET" ->
                key.isEmpty()
                        ? list(parameters(exchange.getRequestURI().getRawQuery()))
                        : get(key, exchange.getRequestHeaders().getFirst("Range"));
            case "DELETE" -> delete(key);
            default -> Answer.error(501, "NotImplemented");
        };
    }

    boolean keepsMetadata() {
        return true;
    }

    Answer create(String key, byte[] body) {
        synchronized (objects) {
            return objects.containsKey(key) ? Answer.error(412, "PreconditionFailed") : put(key, body);
        }
    }

    final Answer put(String key, byte[] body) {
        synchronized (objects) {
            objects.put(key, body);
            return new Answer(200, Answer.of(200, body).headers, new byte[0]);
        }
    }

    Answer head(String key) {
        return get(key, null);
    }

    Answer get(String key, String range) {
        synchronized (objects) {
            byte[] content = objects.get(key);
            if (content == null) {
                return Answer.error(404, "NoSuchKey");
            }
            Matcher asked = RANGE.matcher(range == null ? "" : range);
            return asked.matches() ? part(content, asked) : Answer.of(200, content);
        }
    }

    private static Answer part(byte[] content, Matcher asked) {
        int first = Integer.parseInt(asked.group(1));
        int last = asked.group(2).isEmpty() ? content.length - 1 : Integer.parseInt(asked.group(2));
        last = Math.min(last, content.length - 1);
        Answer answer = Answer.of(206, Arrays.copyOfRange(content, first, last + 1));
        answer.headers.put("Content-Range", "bytes " + first + "-" + last + "/" + content.length);
        return answer;
    }

    Answer delete(String key) {
        synchronized (objects) {
            objects.remove(key);
        }
        return new Answer(204, new HashMap<>(), new byte[0]);
    }

    private Answer list(Map<String, String> asked) {
        String prefix = asked.getOrDefault("prefix", "");
        String after = asked.getOrDefault("start-after", "");
        int limit = Integer.parseInt(asked.getOrDefault("max-keys", "1000"));
        List<String> found = new ArrayList<>();
        synchronized (objects) {
            SortedMap<String, byte[]> behind = objects.tailMap(after + (after.isEmpty() ? "" : "\0"));
            behind.keySet().stream().filter(key -> key.startsWith(prefix)).forEach(found::add);
        }
        List<String> page = ordered(found.subList(0, Math.min(limit, found.size())));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>")
                .append(found.size() > limit)
                .append("</IsTruncated>");
        page.forEach(key -> xml.append("<Contents><Key>").append(key).append("</Key></Contents>"));
        return Answer.of(200, xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8));
    }

    List<String> ordered(List<String> keys) {
        return keys;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
