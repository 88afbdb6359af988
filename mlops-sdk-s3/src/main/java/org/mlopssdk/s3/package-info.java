/** The store on S3-compatible object storage: one registry for every service and build job, with no server of its own. */
@NullMarked
package org.mlopssdk.s3;

import org.jspecify.annotations.NullMarked;
