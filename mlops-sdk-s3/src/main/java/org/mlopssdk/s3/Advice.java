package org.mlopssdk.s3;

import java.util.Map;
import org.mlopssdk.error.StorageException;

/** What to do about a failure, in the words of the settings that it is about. */
final class Advice {

    private static final String CREDENTIALS =
            "check the credentials: credentials(...), or the environment, profile or role that the AWS SDK finds them"
                    + " in";
    private static final String REGION =
            "the bucket is in another region: set region(...), AWS_REGION or the profile's region to the bucket's";
    private static final String KMS =
            "check encryptedByKms(...): the key must exist, be enabled, be in the bucket's region, and these"
                    + " credentials must be allowed kms:GenerateDataKey and kms:Decrypt on it";

    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry(
                    "AccessDenied",
                    "these credentials must be allowed s3:ListBucket on the bucket, and s3:GetObject, s3:PutObject,"
                            + " s3:DeleteObject and s3:AbortMultipartUpload below the prefix; a bucketOwner(...) must be"
                            + " the account that owns the bucket"),
            Map.entry("InvalidAccessKeyId", CREDENTIALS),
            Map.entry("SignatureDoesNotMatch", CREDENTIALS),
            Map.entry("InvalidToken", CREDENTIALS),
            Map.entry("ExpiredToken", "the credentials have run out: renew them; they are looked up for each request"),
            Map.entry("RequestExpired", "set this machine's clock"),
            Map.entry("RequestTimeTooSkewed", "set this machine's clock"),
            Map.entry("NoSuchBucket", "create the bucket, or mend the address; buckets are not made here"),
            Map.entry("InvalidBucketName", "mend the address: s3://bucket/prefix"),
            Map.entry("PermanentRedirect", REGION),
            Map.entry("TemporaryRedirect", REGION),
            Map.entry("AuthorizationHeaderMalformed", REGION),
            Map.entry("IllegalLocationConstraintException", REGION),
            Map.entry("InvalidStorageClass", "check storageClass(...): this store does not know it"),
            Map.entry("NotImplemented", "the store does not offer what was asked for: leave that setting out"),
            Map.entry("QuotaExceeded", "the store is full"),
            Map.entry("SlowDown", "the store is overloaded: lower parallelism(...), or come back later"),
            Map.entry("InternalError", "the store has a fault of its own: come back later"));

    private Advice() {}

    /** The exception that tells a caller of the store. */
    static StorageException about(String subject, Failure failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        StorageException told = new StorageException(subject, failure.getMessage() + "; " + on(failure), cause);
        for (Throwable also : failure.getSuppressed()) {
            told.addSuppressed(also);
        }
        return told;
    }

    static String on(Failure failure) {
        String code = failure.code().orElse("");
        String known = BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        if (code.startsWith("KMS.") || String.valueOf(failure.getMessage()).contains("kms:")) {
            return KMS;
        }
        return switch (failure.status()) {
            case 301, 307 -> REGION;
            case 403 -> BY_CODE.getOrDefault("AccessDenied", CREDENTIALS);
            case 404 -> "no S3 service seems to be there: check endpoint(...) or AWS_ENDPOINT_URL_S3";
            default -> byKind(failure);
        };
    }

    private static String byKind(Failure failure) {
        return switch (failure.kind()) {
            case UNREACHED ->
                "it cannot be reached: check endpoint(...), AWS_ENDPOINT_URL_S3, the region and the network";
            case BUSY, CONFLICT, LOST, STALE -> "it was tried as often as is of use: come back later";
            case REFUSED, MISSING, PRECONDITION, BEYOND_END ->
                failure.status() == 0
                        ? "check region(...) and credentials(...), or the environment or profile that the AWS SDK"
                                + " finds them in"
                        : "nothing was done";
        };
    }
}
