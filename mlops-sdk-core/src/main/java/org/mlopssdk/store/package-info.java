/**
 * Storage of immutable content: the {@link org.mlopssdk.store.BlobStore} SPI, digests, and the directory and in-memory stores.
 */
@NullMarked
package org.mlopssdk.store;

import org.jspecify.annotations.NullMarked;
