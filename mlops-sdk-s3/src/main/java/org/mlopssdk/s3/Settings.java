package org.mlopssdk.s3;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a store was told, apart from the objects that it was handed.
 *
 * @param place where its objects lie
 * @param access how the service is reached
 * @param writing what each write asks for
 * @param transfer how big content travels
 * @param cache what is kept on local disks, or null for nothing
 * @param readOnly whether to refuse all that would write
 */
record Settings(
        Place place,
        Access access,
        Writing writing,
        Transfer transfer,
        @Nullable CacheSettings cache,
        boolean readOnly) {

    /**
     * How the service is reached. What is null is left to the AWS SDK: system properties, environment, profile.
     *
     * @param endpoint its address
     * @param region its region
     * @param pathStyle whether buckets are part of the path; if null, wherever an endpoint is named
     */
    record Access(
            @Nullable URI endpoint,
            @Nullable String region,
            @Nullable Boolean pathStyle) {}

    /**
     * What each write asks for.
     *
     * @param storageClass the class of storage, or null for the bucket's own
     * @param encryption by the server, or null for the bucket's own
     * @param kmsKey the key of encryption by KMS, or null for the account's own
     * @param bucketOwner the account that must own the bucket, or null for any
     * @param google whether to ask for conditions as Google's storage understands them
     */
    record Writing(
            @Nullable String storageClass,
            @Nullable Encryption encryption,
            @Nullable String kmsKey,
            @Nullable String bucketOwner,
            boolean google) {}

    /** Encryption by the server. */
    enum Encryption {
        /** With keys of S3. */
        S3,
        /** With a key of KMS. */
        KMS
    }

    /**
     * How big content travels.
     *
     * @param partSize in bytes; what is longer is sent in parts
     * @param parallelism how many requests at one time
     */
    record Transfer(int partSize, int parallelism) {}

    /**
     * What is kept on local disks.
     *
     * @param directory the directory, shared by all processes of this machine
     * @param maxBytes how much at most
     */
    record CacheSettings(Path directory, long maxBytes) {}
}
