package org.mlopssdk.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why one request did not do what it was to do. What the error <em>code</em> says counts, not the status it came with. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a failure means for whoever sent the request. */
    enum Kind {
        /** There is no such object. */
        MISSING,
        /** There is an object where none was to be. */
        PRECONDITION,
        /** The range begins behind the end. */
        BEYOND_END,
        /** Another request about the same object was under way: try again. */
        CONFLICT,
        /** Nothing was done, for now: try again later. */
        BUSY,
        /** Nothing was sent. */
        UNREACHED,
        /** The clocks differ, or the credentials have run out: try again once. */
        STALE,
        /** No answer, or one that does not tell: it may have been done or be done yet. */
        LOST,
        /** Nothing was done, and trying again would not help. */
        REFUSED
    }

    private static final Map<String, Kind> CODES = Map.ofEntries(
            Map.entry("NoSuchKey", Kind.MISSING),
            Map.entry("PreconditionFailed", Kind.PRECONDITION),
            Map.entry("InvalidRange", Kind.BEYOND_END),
            Map.entry("ConditionalRequestConflict", Kind.CONFLICT),
            Map.entry("OperationAborted", Kind.CONFLICT),
            Map.entry("SlowDown", Kind.BUSY),
            Map.entry("Throttling", Kind.BUSY),
            Map.entry("ThrottlingException", Kind.BUSY),
            Map.entry("RequestLimitExceeded", Kind.BUSY),
            Map.entry("TooManyRequests", Kind.BUSY),
            Map.entry("BandwidthLimitExceeded", Kind.BUSY),
            Map.entry("RequestTimeTooSkewed", Kind.STALE),
            Map.entry("RequestExpired", Kind.STALE),
            Map.entry("ExpiredToken", Kind.STALE),
            Map.entry("TokenRefreshRequired", Kind.STALE),
            Map.entry("InternalError", Kind.LOST),
            Map.entry("ServiceUnavailable", Kind.LOST),
            Map.entry("RequestTimeout", Kind.LOST));

    private final Kind kind;
    private final @Nullable String code;
    private final int status;
    private final @Nullable Duration retryAfter;

    Failure(
            Kind kind,
            @Nullable String code,
            int status,
            @Nullable Duration retryAfter,
            String message,
            Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** An answer that does not tell what was done. */
    static Failure lost(String problem) {
        return new Failure(Kind.LOST, null, 0, null, problem, null);
    }

    static Failure of(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return answered(answer);
        }
        return new Failure(unanswered(e), null, 0, null, String.valueOf(e.getMessage()), e);
    }

    private static Failure answered(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        Kind byCode = code == null ? null : CODES.get(code);
        Kind kind = byCode != null ? byCode : byStatus(e.statusCode(), code);
        return new Failure(kind, code, e.statusCode(), null, Objects.toString(e.getMessage()), e);
    }

    /** For answers without a code, or with one that nobody knows. */
    private static Kind byStatus(int status, @Nullable String code) {
        if (status == 404 && code == null) {
            return Kind.MISSING;
        }
        return status >= 400 && status < 500 ? Kind.REFUSED : Kind.LOST;
    }

    private static Kind unanswered(SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return Kind.UNREACHED;
            }
            if (cause instanceof IOException) {
                return Kind.LOST;
            }
        }
        return Kind.REFUSED;
    }

    Kind kind() {
        return kind;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** The store's own word for it, if it said one. */
    @Nullable
    String code() {
        return code;
    }

    int status() {
        return status;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
