package org.mlopssdk.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * How far the sending of a request has come. It also ends the wait for {@code 100 Continue}, for which OkHttp has as much patience as
 * for an answer, and which a server that knows nothing of it never says.
 */
final class Sending extends AsyncTimeout {

    private volatile boolean begun;
    private volatile boolean keptWaiting;
    private @Nullable Call call;

    /**
     * @param patience how long to wait for {@code 100 Continue}
     */
    Sending(Duration patience) {
        timeout(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The last step before the socket. */
    static Response follow(Interceptor.Chain chain) throws IOException {
        Sending sending = chain.request().tag(Sending.class);
        return sending == null ? chain.proceed(chain.request()) : sending.proceed(chain);
    }

    private Response proceed(Interceptor.Chain chain) throws IOException {
        begun = true;
        if (chain.request().header("Expect") == null) {
            return chain.proceed(chain.request());
        }
        call = chain.call();
        enter();
        try {
            return chain.proceed(chain.request());
        } finally {
            exit();
        }
    }

    /** The server asks for the body, or nobody waits for that. */
    void bodyBegins() throws IOException {
        if (exit()) {
            throw new IOException("the body was asked for too late");
        }
    }

    @Override
    protected void timedOut() {
        keptWaiting = true;
        Call waiting = call;
        if (waiting != null) {
            waiting.cancel();
        }
    }

    /** Whether anything may have reached the server. */
    boolean hasBegun() {
        return begun;
    }

    /** Whether the sending ended with the server neither asking for the body nor refusing it: none of it was sent. */
    boolean wasKeptWaiting() {
        return keptWaiting;
    }
}
