/** The store on S3-compatible object storage. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // the AWS SDK and Okio name theirs in manifests only
module org.mlopssdk.s3 {
    requires transitive okhttp3;
    requires transitive org.mlopssdk.core;
    requires java.xml;
    requires okio;
    requires org.slf4j;
    requires transitive software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.endpoints;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.auth.aws;
    requires software.amazon.awssdk.http.auth.spi;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries.api;
    requires transitive software.amazon.awssdk.services.s3;
    requires software.amazon.awssdk.utils;
    requires static transitive org.jspecify;

    exports org.mlopssdk.s3;

    provides org.mlopssdk.store.BlobStoreProvider with
            org.mlopssdk.s3.S3BlobStoreProvider;
}
