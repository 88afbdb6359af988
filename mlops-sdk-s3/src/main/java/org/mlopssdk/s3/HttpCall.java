package org.mlopssdk.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.Call;
import okhttp3.Response;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * One request on its way. An answer is either an object's content, which streams and holds its connection until it is closed,
 * or a document of the store (a list, an error), which is read whole, since it is short.
 */
final class HttpCall implements ExecutableHttpRequest {

    /** A list of a thousand keys of the greatest length, each character escaped, stays below. */
    static final int MAX_DOCUMENT = 8 << 20;

    private final Call call;
    private final boolean content;

    HttpCall(Call call, boolean content) {
        this.call = call;
        this.content = content;
    }

    /** Whether a good answer is the content of an object: what the store says of itself is asked for by a query. */
    static boolean isContent(SdkHttpRequest request) {
        return request.method() == SdkHttpMethod.GET && request.numRawQueryParameters() == 0;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
        Response response = call.execute();
        try {
            AbortableInputStream body = body(response);
            return HttpExecuteResponse.builder()
                    .response(head(response))
                    .responseBody(body)
                    .build();
        } catch (IOException | RuntimeException | Error failure) {
            call.cancel();
            response.close();
            throw failure;
        }
    }

    private AbortableInputStream body(Response response) throws IOException {
        IncomingBody body = IncomingBody.of(response, call);
        if (content && response.isSuccessful()) {
            return AbortableInputStream.create(body, call::cancel);
        }
        try (body) {
            return AbortableInputStream.create(document(body));
        }
    }

    private static InputStream document(InputStream body) throws IOException {
        byte[] document = body.readNBytes(MAX_DOCUMENT + 1);
        if (document.length > MAX_DOCUMENT) {
            throw new IOException("the store's answer is no document: it is longer than " + MAX_DOCUMENT + " bytes");
        }
        return new ByteArrayInputStream(document);
    }

    private static SdkHttpResponse head(Response response) {
        SdkHttpFullResponse.Builder head =
                SdkHttpFullResponse.builder().statusCode(response.code()).statusText(response.message());
        response.headers().forEach(header -> head.appendHeader(header.getFirst(), header.getSecond()));
        return head.build();
    }

    /** Ends the call, now or when it begins, also while a body is on its way in either direction. */
    @Override
    public void abort() {
        call.cancel();
    }
}
