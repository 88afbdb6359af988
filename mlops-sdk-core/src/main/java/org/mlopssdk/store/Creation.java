package org.mlopssdk.store;

/**
 * How a {@link BlobStore#create create} ended.
 *
 * @since 0.1.0
 */
public enum Creation {
    /** This caller's bytes are the content of the key, durably as far as the store promises it. */
    CREATED,
    /** The key had content already, which is unchanged and as durable as the store promises. */
    EXISTS
}
