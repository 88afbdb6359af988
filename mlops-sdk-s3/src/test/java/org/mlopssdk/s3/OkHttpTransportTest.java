package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class OkHttpTransportTest {

    @Test
    void sendsWhatWasAskedAndTellsWhatCameBack() throws Exception {
        try (MockWebServer server = new MockWebServer();
                OkHttpTransport transport = OkHttpTransport.ofDefaults(4)) {
            server.start();
            server.enqueue(new MockResponse.Builder()
                    .code(200)
                    .addHeader("ETag", "x")
                    .body("answer")
                    .build());

            HttpExecuteResponse answer = transport
                    .prepareRequest(HttpExecuteRequest.builder()
                            .request(SdkHttpRequest.builder()
                                    .method(SdkHttpMethod.PUT)
                                    .uri(server.url("/bucket/key").uri())
                                    .putHeader("Content-Length", "7")
                                    .build())
                            .contentStreamProvider(ContentStreamProvider.fromUtf8String("content"))
                            .build())
                    .call();

            RecordedRequest received = server.takeRequest();
            assertThat(received.getRequestLine()).isEqualTo("PUT /bucket/key HTTP/1.1");
            assertThat(received.getBody().utf8()).isEqualTo("content");
            assertThat(answer.httpResponse().firstMatchingHeader("etag")).contains("x");
            assertThat(new String(answer.responseBody().orElseThrow().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("answer");
        }
    }
}
