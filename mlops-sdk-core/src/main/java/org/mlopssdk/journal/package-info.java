/**
 * Streams of immutable, numbered, chained entries: the {@link org.mlopssdk.journal.Journal} SPI, the journal kept on a blob
 * store, and the {@link org.mlopssdk.journal.Ledger} that folds a stream and appends to it under a precondition.
 */
@NullMarked
package org.mlopssdk.journal;

import org.jspecify.annotations.NullMarked;
