package org.mlopssdk.s3;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** What may happen between a client and an S3 server. "Before" means that the request did nothing, "after" that it did what it asks for. */
enum WireFault {
    DROPPED_BEFORE(Exchange::hangUp),
    DROPPED_AFTER(exchange -> {
        exchange.forward();
        exchange.hangUp();
    }),
    RESET_IN_REQUEST(Exchange::resetInRequest),
    RESET_IN_ANSWER(exchange -> exchange.resetWithin(exchange.forward())),
    TRUNCATED_BY_LENGTH(exchange -> exchange.truncate(exchange.forward(), Framing.LENGTH)),
    TRUNCATED_CHUNKS(exchange -> exchange.truncate(exchange.forward(), Framing.CHUNKS)),
    TRUNCATED_AT_CLOSE(exchange -> exchange.truncate(exchange.forward(), Framing.CLOSE)),
    INTERNAL_ERROR_BEFORE(exchange -> exchange.answer(error(500, "InternalError"))),
    INTERNAL_ERROR_AFTER(exchange -> {
        exchange.forward();
        exchange.answer(error(500, "InternalError"));
    }),
    SLOW_DOWN_BEFORE(exchange -> exchange.answer(error(503, "SlowDown"))),
    SLOW_DOWN_AFTER(exchange -> {
        exchange.forward();
        exchange.answer(error(503, "SlowDown"));
    }),
    CONFLICT_BEFORE(exchange -> exchange.answer(error(409, "ConditionalRequestConflict"))),
    CONFLICT_AFTER(exchange -> {
        exchange.forward();
        exchange.answer(error(409, "ConditionalRequestConflict"));
    }),
    /** The request is delivered twice, and the second answer is the one that arrives: where the first won, the second tells it that it lost. */
    TOLD_OF_SECOND_DELIVERY(exchange -> {
        exchange.forward();
        exchange.answer(exchange.forward());
    }),
    DELIVERED_TWICE(exchange -> {
        WireAnswer first = exchange.forward();
        exchange.forward();
        exchange.answer(first);
    }),
    FINE_WITH_INTERNAL_ERROR(exchange -> exchange.answer(error(200, "InternalError"))),
    FINE_WITH_PRECONDITION_FAILED_BEFORE(exchange -> exchange.answer(error(200, "PreconditionFailed"))),
    FINE_WITH_PRECONDITION_FAILED_AFTER(exchange -> {
        exchange.forward();
        exchange.answer(error(200, "PreconditionFailed"));
    }),
    /** An earlier answer to the same list, if there was one. */
    STALE_LIST(Exchange::answerAsBefore),
    /** The server's clock is ten minutes ahead: it refuses what is not signed by that. */
    CLOCK_AHEAD(exchange -> exchange.answerByClockAhead(Duration.ofMinutes(10))),
    DRIPPED(exchange -> exchange.drip(exchange.forward())),
    /** The client is hung up on; the request lands after the retry was answered, or after everything. */
    DELAYED(exchange -> {
        exchange.delay();
        exchange.hangUp();
    }),
    /** Neither does this request arrive nor will the next connection be taken. */
    REFUSED(exchange -> {
        exchange.refuse();
        exchange.hangUp();
    }),
    /** The request does what it asks for, and nobody ever answers. */
    SILENT_AFTER(exchange -> {
        exchange.forward();
        exchange.awaitHangUp();
    });

    private final Effect effect;

    WireFault(Effect effect) {
        this.effect = effect;
    }

    @FunctionalInterface
    private interface Effect {
        void strike(Exchange exchange) throws IOException;
    }

    /** How a client learns where a body ends. */
    enum Framing {
        LENGTH,
        CHUNKS,
        CLOSE
    }

    private static WireAnswer error(int status, String code) {
        return WireAnswer.error(status, code, ZonedDateTime.now(ZoneOffset.UTC));
    }

    void strike(Exchange exchange) throws IOException {
        effect.strike(exchange);
    }

    /** Whether it may befall such a request, with a difference to no fault at all. */
    boolean concerns(RequestKind kind) {
        return switch (this) {
            case STALE_LIST -> kind == RequestKind.LIST;
            case CLOCK_AHEAD -> kind != RequestKind.HEAD; // the answer to which has no room for a code
            case FINE_WITH_PRECONDITION_FAILED_BEFORE, FINE_WITH_PRECONDITION_FAILED_AFTER ->
                kind == RequestKind.PUT || kind == RequestKind.COMPLETE_UPLOAD;
            default -> true;
        };
    }
}
