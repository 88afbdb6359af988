package org.mlopssdk.testkit;

/**
 * Holds a call up until the test lets it go on: {@code latch::await}, for example.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Pause {

    /**
     * Returns when the call shall go on.
     *
     * @throws InterruptedException if the calling thread is interrupted, which ends the call with an error
     */
    void await() throws InterruptedException;
}
