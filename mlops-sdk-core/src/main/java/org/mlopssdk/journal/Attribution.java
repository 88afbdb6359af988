package org.mlopssdk.journal;

import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.Digest;

/**
 * Who did something, and why. Both may be personal, so an entry holds them by the digest of a salted note that can be erased while the
 * chain still verifies.
 *
 * @param actor the note that names who
 * @param reason the note that says why, or null where no reason was given
 * @since 0.1.0
 */
public record Attribution(Digest actor, @Nullable Digest reason) {}
