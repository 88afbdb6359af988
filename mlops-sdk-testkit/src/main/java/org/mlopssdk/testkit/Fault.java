package org.mlopssdk.testkit;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.mlopssdk.store.ByteRange;

/** What goes wrong with some calls: something before the store is asked, something after it has answered, something with what is read. */
final class Fault {

    private final Calls calls;
    private final Consumer<StoreCall> before;
    private final Consumer<StoreCall> after;
    private final Reading reading;
    private final AtomicLong matched = new AtomicLong();

    private Fault(Calls calls, Consumer<StoreCall> before, Consumer<StoreCall> after, Reading reading) {
        this.calls = calls;
        this.before = before;
        this.after = after;
        this.reading = reading;
    }

    /** Changes a stream of content that begins at some offset. */
    @FunctionalInterface
    interface Reading {
        InputStream change(InputStream in, ByteRange range);
    }

    static Fault before(Calls calls, Consumer<StoreCall> before) {
        return new Fault(calls, before, call -> {}, (in, range) -> in);
    }

    static Fault after(Calls calls, Consumer<StoreCall> after) {
        return new Fault(calls, call -> {}, after, (in, range) -> in);
    }

    static Fault reading(Calls calls, Reading reading) {
        return new Fault(calls, call -> {}, call -> {}, reading);
    }

    /** Counts a call, and says whether it is one of those that go wrong. */
    boolean strikes(StoreCall call) {
        return calls.match(call.operation(), call.key()) && calls.hasNumber(matched.incrementAndGet());
    }

    void before(StoreCall call) {
        before.accept(call);
    }

    void after(StoreCall call) {
        after.accept(call);
    }

    UnaryOperator<InputStream> reading(ByteRange range) {
        return in -> reading.change(in, range);
    }
}
