package org.mlopssdk.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * One request on its way. Its answer is either the content of an object, which streams and holds its connection until it is closed, or
 * a {@link Document} of the store, which is read whole.
 */
final class HttpCall implements ExecutableHttpRequest {

    private final OkHttpClient client;
    private final Request request;
    private final Sending sending;
    private final Set<String> silentHosts;
    private volatile Call call;
    private volatile boolean aborted;

    /**
     * @param client to send by
     * @param request what to send
     * @param sending how far it has come; the request carries it
     * @param silentHosts where to note a host that never says {@code 100 Continue}
     */
    HttpCall(OkHttpClient client, Request request, Sending sending, Set<String> silentHosts) {
        this.client = client;
        this.request = request;
        this.sending = sending;
        this.silentHosts = silentHosts;
        this.call = client.newCall(request);
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
        try {
            return answer(execute());
        } catch (IOException e) {
            if (sending.wasKeptWaiting() && !aborted) {
                return withoutExpectation();
            }
            throw sending.hasBegun() || isInterruption(e) ? e : unsent(e);
        }
    }

    /** Sends again what lacked its body, and this time with it: nothing can have come of the first. */
    private HttpExecuteResponse withoutExpectation() throws IOException {
        silentHosts.add(request.url().host());
        call = client.newCall(request.newBuilder().removeHeader("Expect").build());
        if (aborted) {
            call.cancel();
        }
        return answer(execute());
    }

    /** OkHttp lets an interruption through as it is, with the flag cleared, where it waits for a connection; Kotlin declares nothing. */
    @SuppressWarnings("InterruptedExceptionSwallowed") // it is not: the flag is set again
    private Response execute() throws IOException {
        try {
            return call.execute();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            Thread.currentThread().interrupt();
            IOException interrupted = new InterruptedIOException("interrupted while connecting");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private static boolean isInterruption(IOException e) {
        return e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
    }

    /** Those above may count on it that nothing was sent. */
    private IOException unsent(IOException e) {
        if (e instanceof ConnectException || e instanceof UnknownHostException || aborted) {
            return e;
        }
        IOException unsent = new ConnectException("nothing was sent, for want of a connection: " + e.getMessage());
        unsent.initCause(e);
        return unsent;
    }

    private HttpExecuteResponse answer(Response response) throws IOException {
        return HttpExecuteResponse.builder()
                .response(head(response))
                .responseBody(body(response))
                .build();
    }

    private AbortableInputStream body(Response response) throws IOException {
        IncomingBody body = new IncomingBody(response, call);
        if (response.isSuccessful() && isForContent()) {
            return AbortableInputStream.create(body, call::cancel);
        }
        try (body) {
            return AbortableInputStream.create(response.isSuccessful() ? Document.good(body) : Document.bad(body));
        }
    }

    /** What a store says about its objects is asked for by a query, or by another method. */
    private boolean isForContent() {
        return request.method().equals("GET") && request.url().query() == null;
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
        aborted = true;
        call.cancel();
    }
}
