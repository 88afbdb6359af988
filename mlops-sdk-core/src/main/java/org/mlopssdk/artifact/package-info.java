/**
 * What a version is made of: manifests, attachments, and the way of files into and out of a blob store.
 */
@NullMarked
package org.mlopssdk.artifact;

import org.jspecify.annotations.NullMarked;
