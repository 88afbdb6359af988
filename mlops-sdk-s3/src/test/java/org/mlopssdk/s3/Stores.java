package org.mlopssdk.s3;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.journal.Author;
import org.mlopssdk.journal.BlobJournal;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.registry.Registry;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.RecoverableBlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Stores on a server of the tests, and what stands on stores. */
final class Stores {

    private final S3Server server;
    private String bucket = "";

    Stores(S3Server server) {
        this.server = server;
    }

    /** A store in a bucket, with the server's credentials. */
    static S3BlobStoreBuilder in(S3Server server, String bucket) {
        return S3BlobStore.builder()
                .at(URI.create("s3://" + bucket + "/ml"))
                .endpoint(server.endpoint())
                .region(S3Server.REGION)
                .credentials(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())));
    }

    /** A store in a bucket that nobody else uses. */
    S3BlobStore fresh() {
        bucket = server.newBucket();
        return again();
    }

    /** Another handle on the latest. */
    S3BlobStore again() {
        return in(server, bucket).open();
    }

    static Journal journal(BlobStore store) {
        return new BlobJournal(store, Duration.ofMillis(20), new SplittableRandom(1));
    }

    static RegistryBackend backend(BlobStore store) {
        RecoverableBlobStore recoverable = new RecoverableBlobStore(store);
        Ledgers ledgers =
                new Ledgers(journal(store), recoverable, new Author("ada", Clock.systemUTC(), new SecureRandom()));
        return new Registry(ledgers, recoverable, new ContentReader(recoverable)).backend();
    }
}
