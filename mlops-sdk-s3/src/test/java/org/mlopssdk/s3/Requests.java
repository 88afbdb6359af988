package org.mlopssdk.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Requests as the AWS SDK hands them to its transport. */
final class Requests {

    private Requests() {}

    static HttpExecuteRequest get(URI uri) {
        return bare(SdkHttpMethod.GET, uri);
    }

    static HttpExecuteRequest bare(SdkHttpMethod method, URI uri) {
        return HttpExecuteRequest.builder()
                .request(SdkHttpRequest.builder().method(method).uri(uri).build())
                .build();
    }

    static HttpExecuteRequest put(URI uri, String content) {
        return put(uri, ContentStreamProvider.fromUtf8String(content), content.getBytes(StandardCharsets.UTF_8).length);
    }

    static HttpExecuteRequest put(URI uri, ContentStreamProvider content, long length, String... headers) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(uri)
                .putHeader("Content-Length", Long.toString(length));
        for (int i = 0; i < headers.length; i += 2) {
            request.putHeader(headers[i], headers[i + 1]);
        }
        return HttpExecuteRequest.builder()
                .request(request.build())
                .contentStreamProvider(content)
                .build();
    }

    static HttpExecuteRequest putExpecting(URI uri, String content) {
        return put(uri, ContentStreamProvider.fromUtf8String(content), content.length(), "Expect", "100-continue");
    }

    /** Sends it and reads the answer to its end. */
    static String textOf(ExecutableHttpRequest request) throws IOException {
        return textOf(request.call());
    }

    static String textOf(HttpExecuteResponse answer) throws IOException {
        return new String(answer.responseBody().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }
}
