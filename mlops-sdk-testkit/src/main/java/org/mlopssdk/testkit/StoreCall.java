package org.mlopssdk.testkit;

/**
 * A call that a {@link FaultyBlobStore} received.
 *
 * @param number how many it had received with it, from 1
 * @param operation what was called
 * @param key which key, as text: {@code blobs/sha256/} for a put, the prefix for a list
 * @since 0.1.0
 */
public record StoreCall(long number, Operation operation, String key) {

    @Override
    public String toString() {
        return "call " + number + ", " + operation + " " + key;
    }
}
