/**
 * Conformance kits: a back end that fails its kit does not exist. A {@link org.mlopssdk.store.BlobStore} is held to its contract by
 * {@link org.mlopssdk.testkit.BlobStoreContract}, or by {@link org.mlopssdk.testkit.PersistentBlobStoreContract} if it outlives its
 * handle, a {@link org.mlopssdk.journal.Journal} by {@link org.mlopssdk.testkit.JournalContract}, a
 * {@link org.mlopssdk.registry.RegistryBackend} by {@link org.mlopssdk.testkit.RegistryBackendContract}. With them comes
 * {@link org.mlopssdk.testkit.ManualClock}, a clock that tests turn, {@link org.mlopssdk.testkit.FaultyBlobStore}, a store that fails,
 * loses responses, dawdles or lies as planned, and {@link org.mlopssdk.testkit.PowerCuts}, which show whether what a back end in a
 * directory acknowledged survives them. {@link org.mlopssdk.testkit.Linearizability} judges what several processes were told of one alias,
 * from an {@link org.mlopssdk.testkit.AliasLog} of each.
 */
@NullMarked
package org.mlopssdk.testkit;

import org.jspecify.annotations.NullMarked;
