package org.mlopssdk.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Why one request did not do what it was to do. The error <em>code</em> decides what that means, whatever status it came with; the status decides only
 * where there is no code that is known.
 */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int REDIRECTS = 300;
    private static final int ERRORS_OF_CLIENTS = 400;
    private static final int FORBIDDEN = 403;

    /** With these a store answers whoever asks in the wrong region. */
    private static final Set<Integer> ELSEWHERE = Set.of(301, 307, 400);

    private static final int ERRORS_OF_SERVERS = 500;

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
        /** Nothing was done this time: try again later. */
        BUSY,
        /** Nothing was sent. */
        UNREACHED,
        /** The clocks differed, the credentials had run out, or what was in the way is gone: try again, once. */
        STALE,
        /** No answer, or one that does not tell: it may have been done, and may be done yet. */
        LOST,
        /** Nothing was done, and trying again would not help. */
        REFUSED
    }

    /** From https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. */
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
            Map.entry("BadDigest", Kind.BUSY), // damaged on its way, and noticed
            Map.entry("XAmzContentSHA256Mismatch", Kind.BUSY),
            Map.entry("XAmzContentChecksumMismatch", Kind.BUSY),
            Map.entry("IncompleteBody", Kind.BUSY),
            Map.entry("RequestTimeTooSkewed", Kind.STALE),
            Map.entry("RequestExpired", Kind.STALE),
            Map.entry("ExpiredToken", Kind.STALE),
            Map.entry("TokenRefreshRequired", Kind.STALE),
            Map.entry("InternalError", Kind.LOST),
            Map.entry("ServiceUnavailable", Kind.LOST),
            Map.entry("RequestTimeout", Kind.LOST),
            Map.entry("NotImplemented", Kind.REFUSED));

    private static final Map<Integer, Kind> STATUSES = Map.of(
            408, Kind.LOST,
            409, Kind.CONFLICT,
            412, Kind.PRECONDITION,
            416, Kind.BEYOND_END,
            429, Kind.BUSY,
            501, Kind.REFUSED);

    private final Kind kind;
    private final @Nullable String code;
    private final int status;
    private final @Nullable Duration retryAfter;

    private Failure(
            Kind kind,
            @Nullable String code,
            int status,
            @Nullable Duration retryAfter,
            String problem,
            @Nullable Throwable cause) {
        super(problem, cause);
        this.kind = kind;
        this.code = code;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** What no answer of the store says, but what it says amounts to. */
    static Failure of(Kind kind, String problem) {
        return new Failure(kind, null, 0, null, problem, null);
    }

    static Failure of(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return answered(answer);
        }
        return new Failure(unanswered(e), null, 0, null, innermostMessage(e), e);
    }

    private static Failure answered(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        Kind known = code == null ? null : CODES.get(code);
        return new Failure(
                known == null ? byStatus(e.statusCode(), code) : known,
                code,
                e.statusCode(),
                retryAfter(details).orElse(null),
                problem(e, details),
                e);
    }

    private static Kind byStatus(int status, @Nullable String code) {
        Kind known = STATUSES.get(status);
        if (known != null && code == null) {
            return known;
        }
        if (status < REDIRECTS || status >= ERRORS_OF_SERVERS) {
            return Kind.LOST;
        }
        // A 404 without a code may come from anything on the way: it does not tell that there is no such object.
        boolean isTold = code != null || status == FORBIDDEN;
        return status < ERRORS_OF_CLIENTS || isTold ? Kind.REFUSED : Kind.LOST;
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

    private static Optional<Duration> retryAfter(@Nullable AwsErrorDetails details) {
        SdkHttpResponse answer = details == null ? null : details.sdkHttpResponse();
        return answer == null
                ? Optional.empty()
                : answer.firstMatchingHeader("Retry-After")
                        .flatMap(after -> retryAfter(after, answer.firstMatchingHeader("Date")));
    }

    /** In seconds, or until a date, which is compared with the server's own. */
    private static Optional<Duration> retryAfter(String text, Optional<String> date) {
        try {
            if (text.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            Instant from = date.isPresent() ? instant(date.get()) : Instant.now();
            Duration until = Duration.between(from, instant(text));
            return until.isNegative() ? Optional.empty() : Optional.of(until);
        } catch (DateTimeException e) {
            return Optional.empty(); // as good as none
        }
    }

    private static Instant instant(String date) {
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                .toInstant();
    }

    private static String problem(AwsServiceException e, @Nullable AwsErrorDetails details) {
        String message = details == null ? null : details.errorMessage();
        String code = details == null || details.errorCode() == null ? "no error code" : details.errorCode();
        return code + " (HTTP " + e.statusCode() + (e.requestId() == null ? "" : ", request " + e.requestId()) + ")"
                + (message == null || message.isBlank() ? "" : ": " + message)
                + region(details).map(region -> "; the bucket is in " + region).orElse("");
    }

    /** Where the answer says that the bucket is, if it was looked for elsewhere. */
    private static Optional<String> region(@Nullable AwsErrorDetails details) {
        SdkHttpResponse answer = details == null ? null : details.sdkHttpResponse();
        return answer != null && ELSEWHERE.contains(answer.statusCode())
                ? answer.firstMatchingHeader("x-amz-bucket-region")
                : Optional.empty();
    }

    private static String innermostMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == e || cause.getMessage() == null ? String.valueOf(e.getMessage()) : cause.toString();
    }

    boolean is(Kind other) {
        return kind == other;
    }

    Kind kind() {
        return kind;
    }

    /** The store's own word for it, if it said one. */
    Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** Of the answer; 0 where there was none. */
    int status() {
        return status;
    }

    /** How long the store asked to be left alone, if it did. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether what was asked for may have been done. */
    boolean isInDoubt() {
        return kind == Kind.LOST || kind == Kind.CONFLICT;
    }
}
