package org.mlopssdk.testkit;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;

/**
 * What can go wrong with some calls of a {@link FaultyBlobStore}; the choice plans it.
 *
 * @since 0.1.0
 */
public final class Planning {

    private final Calls which;
    private final Function<Fault, FaultyBlobStore> plan;

    Planning(Calls which, Function<Fault, FaultyBlobStore> plan) {
        this.which = which;
        this.plan = plan;
    }

    /**
     * They fail with a {@link StorageException}, and nothing is done.
     *
     * @return the store
     */
    public FaultyBlobStore fails() {
        return plan.apply(Fault.before(which, call -> {
            throw broken(call, "failed as planned");
        }));
    }

    /**
     * They fail with an error of the test's choice, and nothing is done.
     *
     * @param failure makes the error
     * @return the store
     */
    public FaultyBlobStore failsWith(Supplier<? extends RuntimeException> failure) {
        return plan.apply(Fault.before(which, call -> {
            throw failure.get();
        }));
    }

    /**
     * They never reach the store, and the caller cannot know: {@link OutcomeUnknownException} from what changes something, else
     * {@link StorageException}.
     *
     * @return the store
     */
    public FaultyBlobStore losesTheRequest() {
        return plan.apply(Fault.before(which, call -> {
            throw lost(call, "its request was lost as planned");
        }));
    }

    /**
     * The store does what it is asked for, and the caller cannot know: {@link OutcomeUnknownException} from what changes something, else
     * {@link StorageException}.
     *
     * @return the store
     */
    public FaultyBlobStore losesTheResponse() {
        return plan.apply(Fault.after(which, call -> {
            throw lost(call, "its response was lost as planned");
        }));
    }

    /**
     * They are held up before they reach the store.
     *
     * @param pause returns when they shall go on
     * @return the store
     */
    public FaultyBlobStore pausesBefore(Pause pause) {
        return plan.apply(Fault.before(which, call -> await(pause, call)));
    }

    /**
     * They are held up when the store has done what it was asked for, before the caller learns of it.
     *
     * @param pause returns when they shall go on
     * @return the store
     */
    public FaultyBlobStore pausesAfter(Pause pause) {
        return plan.apply(Fault.after(which, call -> await(pause, call)));
    }

    /**
     * What they open ends early, as if no more had been written.
     *
     * @param length how many bytes of the blob there seem to be
     * @return the store
     */
    public FaultyBlobStore truncates(long length) {
        return plan.apply(Fault.reading(which, (in, range) -> FaultyStreams.ending(in, range.offset(), length, null)));
    }

    /**
     * What they open fails with an {@link IOException} on the way.
     *
     * @param length how many bytes of the blob can be read before
     * @return the store
     */
    public FaultyBlobStore breaksOff(long length) {
        return plan.apply(Fault.reading(
                which,
                (in, range) ->
                        FaultyStreams.ending(in, range.offset(), length, new IOException("broke off as planned"))));
    }

    /**
     * What they open has one bit turned.
     *
     * @param offset which byte of the blob has it
     * @return the store
     */
    public FaultyBlobStore flips(long offset) {
        return plan.apply(Fault.reading(which, (in, range) -> FaultyStreams.flipping(in, range.offset(), offset)));
    }

    private static RuntimeException lost(StoreCall call, String problem) {
        return call.operation().isChanging()
                ? new OutcomeUnknownException(call.toString(), problem)
                : broken(call, problem);
    }

    private static StorageException broken(StoreCall call, String problem) {
        return new StorageException(call.toString(), problem);
    }

    private static void await(Pause pause, StoreCall call) {
        try {
            pause.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(call.toString(), "was interrupted in a planned pause", e);
        }
    }
}
