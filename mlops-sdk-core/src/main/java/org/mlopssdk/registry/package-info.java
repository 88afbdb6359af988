/**
 * The registry: versions of models and datasets, their aliases and tags, guarded promotion with history, verification.
 */
@NullMarked
package org.mlopssdk.registry;

import org.jspecify.annotations.NullMarked;
