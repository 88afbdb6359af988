package org.mlopssdk.s3;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static final Map<S3Server, String> BUCKETS = new ConcurrentHashMap<>();
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final S3Server server;
    private String prefix = "";

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

    /** A store that nobody else uses, in a bucket that all share, so that the service is probed once. */
    S3BlobStore fresh() {
        prefix = "store-" + PREFIXES.incrementAndGet();
        return again();
    }

    /** Another handle on the latest. */
    S3BlobStore again() {
        String bucket = BUCKETS.computeIfAbsent(server, S3Server::newBucket);
        return in(server, bucket)
                .at(URI.create("s3://" + bucket + "/" + prefix))
                .open();
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
