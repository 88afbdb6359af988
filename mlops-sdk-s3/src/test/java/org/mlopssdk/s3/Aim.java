package org.mlopssdk.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Strikes one of the things that an operation asks the server for, at one of its attempts. Things are counted in the order in which they are first asked
 * for; an attempt is the same thing being asked for once more.
 */
final class Aim implements Function<WireRequest, Optional<WireFault>> {

    private final WireFault fault;
    private final int subject;
    private final Attempt attempt;
    private final int last;
    private final List<String> subjects = new ArrayList<>();
    private int seen;
    private int struck;

    Aim(WireFault fault, int subject, Attempt attempt, int last) {
        this.fault = fault;
        this.subject = subject;
        this.attempt = attempt;
        this.last = last;
    }

    /** Which attempts are struck. What comes before the second or the last fails in another way. */
    enum Attempt {
        FIRST,
        SECOND,
        LAST,
        EACH
    }

    /** Strikes nothing, and tells what there was to strike. */
    static Aim atNothing() {
        return new Aim(WireFault.DROPPED_BEFORE, -1, Attempt.EACH, 0);
    }

    @Override
    public synchronized Optional<WireFault> apply(WireRequest request) {
        if (!subjects.contains(request.subject())) {
            subjects.add(request.subject());
        }
        if (subjects.indexOf(request.subject()) != subject || !fault.concerns(request.kind())) {
            return Optional.empty();
        }
        seen++;
        Optional<WireFault> strikes = strikes();
        struck += strikes.filter(fault::equals).isPresent() ? 1 : 0;
        return strikes;
    }

    private Optional<WireFault> strikes() {
        return switch (attempt) {
            case FIRST -> seen == 1 ? Optional.of(fault) : Optional.empty();
            case SECOND -> before(2, WireFault.DROPPED_BEFORE);
            case LAST -> before(last, WireFault.SLOW_DOWN_BEFORE);
            case EACH -> Optional.of(fault);
        };
    }

    private Optional<WireFault> before(int one, WireFault other) {
        return seen > one ? Optional.empty() : Optional.of(seen == one ? fault : other);
    }

    /** The things that were asked for. */
    synchronized List<String> subjects() {
        return List.copyOf(subjects);
    }

    synchronized int struck() {
        return struck;
    }
}
