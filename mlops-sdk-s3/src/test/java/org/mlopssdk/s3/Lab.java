package org.mlopssdk.s3;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.MlOps;
import org.mlopssdk.store.BlobKey;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.services.s3.S3Client;

/** A server, a {@link FaultProxy} in front of it, and stores that reach it through the proxy or directly. Retries cost no time. */
final class Lab implements AutoCloseable {

    /** The least that servers take. */
    static final int PART = 5 << 20;

    private static final int PARALLELISM = 4;

    /** After so much silence a request counts as lost: where no answer is coming, and where the machine may just be busy. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final S3Server server;
    private final Path directory;
    private final String bucket;
    private final FaultProxy proxy;
    private final ThreadTime time;
    private final Random random;
    private volatile Duration patience = PATIENCE;
    private final OkHttpClient http = new OkHttpClient.Builder()
            .readTimeout(PATIENCE)
            .addInterceptor(chain -> chain.withReadTimeout(Math.toIntExact(patience.toMillis()), TimeUnit.MILLISECONDS)
                    .proceed(chain.request()))
            .connectionPool(new ConnectionPool(PARALLELISM, 10, TimeUnit.SECONDS))
            .build();
    private final Connection direct;
    private Connection connection;

    Lab(S3Server server, Path directory, long seed) {
        this.server = server;
        this.directory = directory;
        this.bucket = server.newBucket();
        this.proxy = new FaultProxy(server.endpoint());
        this.time = new ThreadTime(proxy::clientSlept);
        this.random = new Random(seed);
        this.direct = connection(server.endpoint());
        this.connection = connection(proxy.uri());
    }

    /** A part of the bucket that nothing else uses, seen through the proxy and directly. */
    final class Corner implements AutoCloseable {

        private final String prefix;
        private @Nullable MlOps mlops;
        private @Nullable MlOps beside;

        private Corner(String prefix) {
            this.prefix = prefix;
        }

        S3BlobStore store() {
            return open(connection);
        }

        S3BlobStore direct() {
            return open(direct);
        }

        /** The same one each time. */
        MlOps mlops() {
            if (mlops == null) {
                mlops = MlOps.builder().store(store()).author("tester").open();
            }
            return mlops;
        }

        /** The same one each time, which the proxy knows nothing of. */
        MlOps beside() {
            if (beside == null) {
                beside = MlOps.builder().store(direct()).author("checker").open();
            }
            return beside;
        }

        /** Content is fetched into a directory that each way has to itself. */
        private S3BlobStore open(Connection way) {
            return S3BlobStore.builder()
                    .at(URI.create("s3://" + bucket + "/" + prefix))
                    .partSize(PART)
                    .parallelism(PARALLELISM)
                    .cache(directory.resolve(way == direct ? "beside" : "cache").resolve(prefix), Long.MAX_VALUE)
                    .client(way.client())
                    .attempts(time.attempts(random))
                    .unprobed()
                    .open();
        }

        /** What the server holds, asked by another client than the one under test. */
        Optional<byte[]> onServer(BlobKey key) {
            HttpResponse<byte[]> answer =
                    server.request("GET", "/" + bucket + "/" + prefix + "/" + key.path(), Map.of(), new byte[0]);
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(answer.body());
                case 404 -> Optional.empty();
                default -> throw new IllegalStateException(key + ": " + answer.statusCode());
            };
        }

        void putOnServer(BlobKey key, byte[] content) {
            HttpResponse<byte[]> answer =
                    server.request("PUT", "/" + bucket + "/" + prefix + "/" + key.path(), Map.of(), content);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(key + ": " + answer.statusCode());
            }
        }

        @Override
        public void close() {
            for (MlOps open : new MlOps[] {mlops, beside}) {
                if (open != null) {
                    open.close();
                }
            }
        }
    }

    Corner corner(String prefix) {
        return new Corner(prefix);
    }

    FaultProxy proxy() {
        return proxy;
    }

    Random random() {
        return random;
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** From now on silence tells soon that a request is lost. */
    void expectSilence() {
        patience = SILENCE;
    }

    /** No more faults; what was delayed lands. */
    void settle() throws IOException {
        patience = PATIENCE;
        proxy.withoutFaults();
        proxy.land();
    }

    /** Removes all that the bucket holds, and what was sent of uploads that never ended. */
    void clear() {
        S3Client client = direct.client();
        client.listObjectsV2Paginator(request -> request.bucket(bucket))
                .contents()
                .forEach(object ->
                        client.deleteObject(request -> request.bucket(bucket).key(object.key())));
        client.listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .forEach(upload -> client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    }

    /** What a client has learnt, such as how far its clock is off, is forgotten. */
    void renew() {
        SdkGlobalTime.setGlobalTimeOffset(0);
        connection.close();
        connection = connection(proxy.uri());
    }

    private Connection connection(URI endpoint) {
        Settings settings = new Settings(
                Place.of(bucket, ""),
                new Settings.Access(endpoint, S3Server.REGION, true),
                new Settings.Writing(null, null, null, false),
                new Settings.Transfer(PART, PARALLELISM),
                null,
                false);
        return new Connection(
                settings,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(server.accessKey(), server.secretKey())),
                http,
                null);
    }

    @Override
    public void close() {
        connection.close();
        direct.close();
        proxy.close();
    }
}
