package org.mlopssdk.s3;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The AWS SDK's requests over OkHttp: each is sent exactly once, byte for byte as it was signed, and its answer is told complete
 * only when it is. Whether to send again, or elsewhere, is for those above to decide.
 *
 * <p>Safe for use by many threads; a call occupies the thread that makes it.
 */
final class OkHttpTransport implements SdkHttpClient {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Shorter than the time after which stores close connections that nobody uses. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    /** How long to wait for {@code 100 Continue}: as long as other clients do. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Pattern NO_TIME = Pattern.compile("0+|[0-9]{10,}");

    private final OkHttpClient client;
    private final boolean ours;
    private final Duration patience;

    /** Those that never say {@code 100 Continue}, so that nobody waits for it there twice. */
    private final Set<String> silentHosts = ConcurrentHashMap.newKeySet();

    private OkHttpTransport(OkHttpClient client, boolean ours, Duration patience) {
        this.client = client.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .authenticator(Authenticator.NONE)
                .cache(null)
                .addNetworkInterceptor(chain -> withoutPromptToRepeat(Sending.follow(chain)))
                .build();
        this.ours = ours;
        this.patience = patience;
    }

    /** Over a caller's client, with its pool, dispatcher, interceptors, time-outs and trust; it is never closed here. */
    static OkHttpTransport over(OkHttpClient client) {
        return over(client, PATIENCE);
    }

    /** The same with another patience for {@code 100 Continue}. */
    static OkHttpTransport over(OkHttpClient client, Duration patience) {
        return new OkHttpTransport(client, false, patience);
    }

    /** Over a client of our own that keeps as many connections as there are calls at one time, and ends with this. */
    static OkHttpTransport ofDefaults(int parallelism) {
        // One connection for each call: a store's limits are per connection, so that sharing one by HTTP/2 would be
        // slower.
        return new OkHttpTransport(
                new OkHttpClient.Builder()
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .connectTimeout(CONNECT)
                        .readTimeout(SILENCE)
                        .writeTimeout(SILENCE)
                        .callTimeout(Duration.ZERO)
                        .connectionPool(new ConnectionPool(parallelism, IDLE.toMillis(), TimeUnit.MILLISECONDS))
                        .dispatcher(new Dispatcher(daemons()))
                        .build(),
                true,
                PATIENCE);
    }

    /** Calls run on their callers' threads, so that these are hardly ever made. */
    private static ThreadPoolExecutor daemons() {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "mlops-s3-http");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** OkHttp sends a request again, whatever its settings, after a 503 that asks to come back in no time, and fails on a long time. */
    private static Response withoutPromptToRepeat(Response answer) {
        return answer.code() == 503
                        && NO_TIME.matcher(answer.header("Retry-After", "")).matches()
                ? answer.newBuilder().removeHeader("Retry-After").build()
                : answer;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpRequest asked = request.httpRequest();
        Sending sending = new Sending(patience);
        Request.Builder translated = new Request.Builder()
                .url(urlOf(asked))
                .tag(Sending.class, sending)
                .method(asked.method().name(), bodyOf(asked, request, sending));
        asked.forEachHeader((name, values) -> values.forEach(value -> translated.addHeader(name, value)));
        if (silentHosts.contains(asked.host())) {
            translated.removeHeader("Expect");
        }
        if (asked.firstMatchingHeader("Accept-Encoding").isEmpty()) {
            // Otherwise OkHttp asks for gzip and unpacks it on the quiet, and what arrives is not what was stored.
            translated.header("Accept-Encoding", "identity");
        }
        return new HttpCall(client, translated.build(), sending, silentHosts);
    }

    /**
     * The address as it was signed. OkHttp resolves segments of dots, also encoded ones, and would then ask for another object:
     * such an address is refused.
     */
    private static HttpUrl urlOf(SdkHttpRequest asked) {
        String query = asked.encodedQueryParameters().orElse(null);
        HttpUrl url = new HttpUrl.Builder()
                .scheme(asked.protocol())
                .host(asked.host())
                .port(asked.port())
                .encodedPath(asked.encodedPath().isEmpty() ? "/" : asked.encodedPath())
                .encodedQuery(query)
                .build();
        if (!url.encodedPath().equals(asked.encodedPath().isEmpty() ? "/" : asked.encodedPath())
                || !Objects.equals(url.encodedQuery(), query)) {
            throw new IllegalArgumentException("the path " + asked.encodedPath()
                    + " cannot be sent as it is: a name in it is \".\" or \"..\"; use keys and prefixes without these");
        }
        return url;
    }

    private static @Nullable RequestBody bodyOf(SdkHttpRequest asked, HttpExecuteRequest request, Sending sending) {
        SdkHttpMethod method = asked.method();
        if (method == SdkHttpMethod.GET || method == SdkHttpMethod.HEAD) {
            return null;
        }
        Optional<ContentStreamProvider> content = request.contentStreamProvider();
        if (content.isPresent()) {
            return new OutgoingBody(content.get(), lengthOf(asked), sending);
        }
        return method == SdkHttpMethod.DELETE ? null : RequestBody.create(new byte[0]);
    }

    private static long lengthOf(SdkHttpRequest asked) {
        return asked.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(-1L);
    }

    @Override
    public String clientName() {
        return "OkHttp";
    }

    /** Ends our own client and leaves a caller's alone. Calls under way may fail. */
    @Override
    public void close() {
        if (ours) {
            client.dispatcher().executorService().shutdown();
            client.dispatcher().cancelAll();
            client.connectionPool().evictAll();
        }
    }
}
