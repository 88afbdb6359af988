package org.mlopssdk.s3;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The AWS SDK's requests over OkHttp. */
final class OkHttpTransport implements SdkHttpClient {

    private final OkHttpClient client;
    private final boolean ours;

    private OkHttpTransport(OkHttpClient client, boolean ours) {
        this.client = client.newBuilder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .build();
        this.ours = ours;
    }

    static OkHttpTransport over(OkHttpClient client) {
        return new OkHttpTransport(client, false);
    }

    static OkHttpTransport ofDefaults(int parallelism) {
        return new OkHttpTransport(new OkHttpClient(), true);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpRequest asked = request.httpRequest();
        Request.Builder sent = new Request.Builder().url(asked.getUri().toString());
        asked.forEachHeader((name, values) -> values.forEach(value -> sent.addHeader(name, value)));
        boolean bodiless = switch (asked.method()) {
            case GET, HEAD, DELETE -> true;
            default -> false;
        };
        long length =
                asked.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(-1L);
        Call call = client.newCall(sent.method(asked.method().name(), bodiless ? null : body(request, length))
                .build());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(call.execute());
            }

            @Override
            public void abort() {
                call.cancel();
            }
        };
    }

    private static RequestBody body(HttpExecuteRequest request, long length) {
        @Nullable
        ContentStreamProvider content = request.contentStreamProvider().orElse(null);
        return new RequestBody() {
            @Override
            public @Nullable MediaType contentType() {
                return null;
            }

            @Override
            public long contentLength() {
                return content == null ? 0 : length;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                if (content != null) {
                    try (InputStream in = content.newStream()) {
                        sink.writeAll(Okio.source(in));
                    }
                }
            }
        };
    }

    private static HttpExecuteResponse answer(Response response) {
        ResponseBody body = response.body();
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(response.code())
                        .statusText(response.message())
                        .headers(response.headers().toMultimap())
                        .build())
                .responseBody(AbortableInputStream.create(body.byteStream(), response::close))
                .build();
    }

    @Override
    public void close() {
        if (ours) {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }
}
