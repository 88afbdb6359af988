/**
 * The front door: {@link org.mlopssdk.MlOps} opens a store and gives models, datasets and experiments by name.
 */
@NullMarked
package org.mlopssdk;

import org.jspecify.annotations.NullMarked;
