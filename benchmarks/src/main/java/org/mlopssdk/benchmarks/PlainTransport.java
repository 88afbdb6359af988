package org.mlopssdk.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The JDK's own HTTP beneath the AWS SDK, as its {@code url-connection-client} has it: nothing of ours is in the peer's way. */
final class PlainTransport implements SdkHttpClient {

    private static final int BUFFER = 1 << 16;
    private static final int ERRORS = 400;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        HttpURLConnection connection = open(request.httpRequest());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                if (request.contentStreamProvider().isPresent()) {
                    send(connection, request, request.contentStreamProvider().get());
                }
                return answer(connection);
            }

            @Override
            public void abort() {
                connection.disconnect();
            }
        };
    }

    private static HttpURLConnection open(SdkHttpRequest asked) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) asked.getUri().toURL().openConnection();
            connection.setRequestMethod(asked.method().name());
            connection.setInstanceFollowRedirects(false);
            asked.forEachHeader((name, values) -> values.forEach(value -> connection.addRequestProperty(name, value)));
            return connection;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpURLConnection connection, HttpExecuteRequest request, ContentStreamProvider content)
            throws IOException {
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(request.httpRequest()
                .firstMatchingHeader("Content-Length")
                .map(Long::parseLong)
                .orElseThrow());
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = content.newStream();
                OutputStream out = connection.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }

    private static HttpExecuteResponse answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        Map<String, List<String>> headers = connection.getHeaderFields().entrySet().stream()
                .filter(header -> header.getKey() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        InputStream body = status >= ERRORS ? connection.getErrorStream() : connection.getInputStream();
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .headers(headers)
                        .build())
                .responseBody(AbortableInputStream.create(
                        body == null ? InputStream.nullInputStream() : body, connection::disconnect))
                .build();
    }

    @Override
    public void close() {}
}
