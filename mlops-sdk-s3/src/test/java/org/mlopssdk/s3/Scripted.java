package org.mlopssdk.s3;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A service that answers from a script, without a network, and keeps what it was asked. The last answer is given for ever. */
final class Scripted implements Interceptor {

    static final String ENDPOINT = "http://s3.example.org";

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();
    final VirtualTime time = new VirtualTime();

    /** What was asked. */
    record Asked(String method, HttpUrl url, Headers headers, byte[] body) {

        String header(String name) {
            return headers.get(name);
        }

        @Override
        public String toString() {
            return method + " " + url.encodedPath();
        }
    }

    /** An answer, or the lack of one. */
    @FunctionalInterface
    interface Answer {
        Response to(Asked request, Response.Builder answer) throws IOException;
    }

    Scripted answer(Answer answer) {
        answers.add(answer);
        return this;
    }

    /** Answers with headers, given as names and values in turn, and a body. */
    Scripted answer(int status, String body, String... headers) {
        return answer((request, answer) -> {
            answer.code(status).body(ResponseBody.create(request.method.equals("HEAD") ? "" : body, null));
            for (int i = 0; i < headers.length; i += 2) {
                answer.header(headers[i], headers[i + 1]);
            }
            return answer.build();
        });
    }

    Scripted stored() {
        return answer(200, "", "ETag", "\"e\"");
    }

    /** Answers with an error of some code. */
    Scripted error(int status, String code, String... headers) {
        return answer(
                status,
                "<Error><Code>" + code + "</Code><Message>because of " + code
                        + "</Message><RequestId>R1</RequestId></Error>",
                headers);
    }

    Scripted lost() {
        return answer((request, answer) -> {
            throw new IOException("the connection was reset");
        });
    }

    Scripted fails(IOException e) {
        return answer((request, answer) -> {
            throw e;
        });
    }

    /** Answers a HEAD about an object that an operation wrote. */
    Scripted has(String operation) {
        return answer(200, "", "ETag", "\"e\"", "Content-Length", "3", "x-amz-meta-mlops-operation", operation);
    }

    /** Answers a HEAD about an object of whoever sent the first request. */
    Scripted hasOwn() {
        return answer((request, answer) -> answer.code(200)
                .header("ETag", "\"e\"")
                .header("Content-Length", "3")
                .header("x-amz-meta-mlops-operation", asked.get(0).header("x-amz-meta-mlops-operation"))
                .build());
    }

    Scripted hasNot() {
        return answer(404, "");
    }

    OkHttpClient client() {
        return new OkHttpClient.Builder()
                .addInterceptor(Sending::follow) // as before a socket, or a lost answer would count as nothing sent
                .addInterceptor(this)
                .build();
    }

    S3BlobStoreBuilder builder() {
        return S3BlobStore.builder()
                .at(URI.create("s3://bucket/ml"))
                .endpoint(URI.create(ENDPOINT))
                .region("eu-central-1")
                .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "hunter2")))
                .httpClient(client())
                .attempts(time.attempts())
                .unprobed();
    }

    S3BlobStore store() {
        return builder().open();
    }

    List<Asked> asked() {
        return asked;
    }

    Asked last() {
        return asked.get(asked.size() - 1);
    }

    List<String> methods() {
        return asked.stream().map(Asked::method).toList();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Buffer body = new Buffer();
        if (request.body() != null) {
            request.body().writeTo(body);
        }
        Asked now = new Asked(request.method(), request.url(), request.headers(), body.readByteArray());
        asked.add(now);
        if (answers.isEmpty()) {
            throw new IllegalStateException("nobody expected " + now);
        }
        Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
        return answer.to(
                now,
                new Response.Builder()
                        .request(request)
                        .protocol(Protocol.HTTP_1_1)
                        .message("")
                        .body(ResponseBody.create("", null)));
    }
}
