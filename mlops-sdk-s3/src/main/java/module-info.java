/** The store on S3-compatible object storage. */
module org.mlopssdk.s3 {
    requires transitive org.mlopssdk.core;
    requires static transitive org.jspecify;
}
