package org.mlopssdk.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

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

    /** The same about another place. */
    Settings at(Place other) {
        return new Settings(other, access, writing, transfer, cache, readOnly);
    }

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
            @Nullable Boolean pathStyle) {

        static final Access FOUND = new Access(null, null, null);

        Access {
            if (endpoint != null) {
                requireAddress(endpoint);
            }
            if (region != null && !region.matches("[A-Za-z0-9][A-Za-z0-9-]{0,62}")) {
                throw new IllegalArgumentException(
                        "region(...) is a name such as eu-central-1, got \"" + region + "\"");
            }
        }

        private static void requireAddress(URI endpoint) {
            if (endpoint.getRawUserInfo() != null) {
                throw new IllegalArgumentException("endpoint(...) holds no user or password; give credentials(...)");
            }
            String scheme = endpoint.getScheme();
            if (!("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme)) || endpoint.getHost() == null) {
                throw new IllegalArgumentException(
                        "endpoint(...) is an address such as https://s3.example.org:9000, got \"" + endpoint + "\"");
            }
            if (endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
                throw new IllegalArgumentException("endpoint(...) has no query and no fragment, got \"" + endpoint
                        + "\"; the bucket belongs into at(...)");
            }
        }
    }

    /**
     * What each write asks for.
     *
     * @param storageClass the class of storage, or null for the bucket's own
     * @param encryption by the server, or null for the bucket's own
     * @param bucketOwner the account that must own the bucket, or null for any
     * @param google whether to ask for conditions as Google's storage understands them
     */
    record Writing(
            @Nullable String storageClass,
            @Nullable Encryption encryption,
            @Nullable String bucketOwner,
            boolean google) {

        static final Writing PLAIN = new Writing(null, null, null, false);

        private static final Pattern FROZEN = Pattern.compile("GLACIER|DEEP_ARCHIVE|ARCHIVE", Pattern.CASE_INSENSITIVE);

        Writing {
            if (storageClass != null && !storageClass.matches("[A-Za-z0-9._-]{1,64}")) {
                throw new IllegalArgumentException(
                        "storageClass(...) is a name such as STANDARD_IA, got \"" + storageClass + "\"");
            }
            if (storageClass != null && FROZEN.matcher(storageClass).matches()) {
                throw new IllegalArgumentException("what is stored as " + storageClass
                        + " cannot be read when it is asked for; give storageClass(...) one that can, such as"
                        + " GLACIER_IR");
            }
            if (bucketOwner != null && !bucketOwner.matches("\\d{12}")) {
                throw new IllegalArgumentException(
                        "bucketOwner(...) is the 12 digits of an AWS account, got \"" + bucketOwner + "\"");
            }
        }
    }

    /**
     * Encryption by the server.
     *
     * @param kmsKey the key in KMS; if null, keys of S3
     */
    record Encryption(@Nullable String kmsKey) {

        Encryption {
            if (kmsKey != null && kmsKey.isBlank()) {
                throw new IllegalArgumentException("encryptedByKms(...) is the id, alias or ARN of a key, got nothing");
            }
        }

        ServerSideEncryption algorithm() {
            return kmsKey == null ? ServerSideEncryption.AES256 : ServerSideEncryption.AWS_KMS;
        }
    }

    /**
     * How big content travels.
     *
     * @param partSize in bytes; what is longer is sent in parts
     * @param parallelism how many requests at one time
     */
    record Transfer(int partSize, int parallelism) {

        static final Transfer DEFAULT = new Transfer(8 << 20, 8);

        private static final int SMALLEST_PART = 5 << 20;
        private static final int LARGEST_PART = 1 << 30;
        private static final int MOST = 256;

        Transfer {
            if (partSize < SMALLEST_PART || partSize > LARGEST_PART) {
                throw new IllegalArgumentException("partSize(...) is from " + SMALLEST_PART
                        + " bytes, less than which S3 takes for the last part alone, to " + LARGEST_PART + "; got "
                        + partSize);
            }
            if (parallelism < 1 || parallelism > MOST) {
                throw new IllegalArgumentException("parallelism(...) is from 1 to " + MOST + ", got " + parallelism);
            }
        }
    }

    /**
     * What is kept on local disks.
     *
     * @param directory the directory, shared by all processes of this machine
     * @param maxBytes how much at most
     */
    record CacheSettings(Path directory, long maxBytes) {

        CacheSettings {
            if (maxBytes < 1) {
                throw new IllegalArgumentException("cache(...) keeps at least one byte, got " + maxBytes);
            }
        }
    }
}
