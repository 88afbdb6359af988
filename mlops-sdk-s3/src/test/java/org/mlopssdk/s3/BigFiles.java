package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A store on s3proxy with the smallest parts there are, whose requests can be meddled with, and content of a few parts. */
final class BigFiles implements AutoCloseable {

    static final int PART = 5 << 20;
    static final int PARTS = 3;

    /** A little more than two parts. */
    static final byte[] CONTENT = new byte[2 * PART + 12_345];

    static final Digest DIGEST;

    static {
        new Random(7).nextBytes(CONTENT);
        DIGEST = Digest.of(CONTENT);
    }

    final S3Server server;
    final String bucketName;
    final Path cacheDirectory;
    final Path file;
    final MeddledClient meddled;
    final S3BlobStore store;
    final S3Client client;
    final Bucket bucket;
    final Attempts attempts = new Attempts(System::nanoTime, () -> 0, pause -> {});

    private final Connection connection;

    BigFiles(Path directory) throws IOException {
        this(Servers.s3proxy(), directory);
    }

    BigFiles(S3Server server, Path directory) throws IOException {
        this.server = server;
        this.bucketName = server.newBucket();
        this.cacheDirectory = directory.resolve("cache");
        this.file = Files.write(directory.resolve("file"), CONTENT);
        this.connection =
                new Connection(Stores.in(server, bucketName).partSize(PART).settings(), credentials(), null, null);
        this.client = connection.client();
        this.meddled = new MeddledClient(client);
        this.store = open(PART);
        Settings settings = Stores.in(server, bucketName).partSize(PART).settings();
        this.bucket = new Bucket(settings, new Connection(settings, null, null, meddled.client()));
    }

    private software.amazon.awssdk.auth.credentials.AwsCredentialsProvider credentials() {
        return software.amazon.awssdk.auth.credentials.StaticCredentialsProvider.create(
                software.amazon.awssdk.auth.credentials.AwsBasicCredentials.create(
                        server.accessKey(), server.secretKey()));
    }

    /** As if the process had ended there. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Begins to put the file, and ends at the last part, once the others have arrived. */
    void dieAtTheLastPart() {
        CountDownLatch others = new CountDownLatch(PARTS - 1);
        meddled.meddle((method, number, request) -> {
            if (method.equals("uploadPart") && number == PARTS - 1) {
                others.await();
                throw new Died();
            }
            Object answer = request.send();
            if (method.equals("uploadPart")) {
                others.countDown();
            }
            return answer;
        });
        assertThatThrownBy(() -> store.put(Content.of(file))).isInstanceOf(Died.class);
        assertThat(uploads()).isEqualTo(1);
    }

    /** Another handle, with parts of another size. */
    S3BlobStore open(int partSize) {
        return S3BlobStore.builder()
                .at(URI.create("s3://" + bucketName + "/ml"))
                .client(meddled.client())
                .partSize(partSize)
                .parallelism(3)
                .cache(cacheDirectory, 1L << 30)
                .attempts(attempts)
                .unprobed()
                .open();
    }

    /** Content that reads like the file and then becomes something else. */
    Content ofFile(Runnable afterReading) {
        return new Content() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                Files.copy(file, out);
                afterReading.run();
            }

            @Override
            public Optional<Path> file() {
                return Optional.of(file);
            }
        };
    }

    String key() {
        return "ml/" + DIGEST.key().path();
    }

    boolean isStored() {
        return bucket.head(DIGEST.key()).isPresent();
    }

    int uploads() {
        return client.listMultipartUploads(request -> request.bucket(bucketName))
                .uploads()
                .size();
    }

    static SdkClientException lost() {
        return SdkClientException.create("no answer", new IOException("connection reset"));
    }

    /** An answer whose body is another stream. */
    static ResponseInputStream<GetObjectResponse> with(Object answer, InputStream body) {
        GetObjectResponse response = ((ResponseInputStream<?>) answer).response() instanceof GetObjectResponse head
                ? head
                : GetObjectResponse.builder().build();
        return new ResponseInputStream<>(response, AbortableInputStream.create(body));
    }

    /** The first bytes of an answer, then what the tail does. */
    static ResponseInputStream<GetObjectResponse> cut(Object answer, int length, InputStream tail) throws IOException {
        byte[] head = ((InputStream) answer).readNBytes(length);
        ((ResponseInputStream<?>) answer).abort();
        return with(answer, new java.io.SequenceInputStream(new ByteArrayInputStream(head), tail));
    }

    @Override
    public void close() {
        store.close();
        connection.close();
    }
}
