package org.mlopssdk.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.s3.S3BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a team does with object storage over a network that takes 20 ms there and back and carries 25 MB/s over each connection, beside the AWS SDK's client called
 * in the plainest way for the same: one call after the other, one connection. Beside the time it tells the client's CPU seconds, the requests and the bytes of one
 * operation. The file is in the page cache.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 1, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // by @Setup
public class ObjectStorageBenchmark {

    private static final int MEBIBYTE = 1 << 20;
    private static final int SMALL = 1000;
    private static final byte[] MANIFEST = new byte[166];
    private static final byte[] ENTRY = new byte[544];
    private static final String ALIAS = "champion";

    /** What is done. */
    @Param({"upload", "download", "smallObjects", "register", "resolve"})
    public String what;

    /** The size of the file. */
    @Param("256")
    public int mebibytes;

    /** How many small objects. */
    @Param("1000")
    public int files;

    private final SplittableRandom random = new SplittableRandom(1);
    private final String bucket = "b-" + UUID.randomUUID();
    private WorkDirectory work;
    private ObjectStorageServer server;
    private S3Client sdk;
    private S3BlobStore store;
    private MlOps mlops;
    private Artifact model;
    private Path file;
    private Digest digest;
    private @Nullable Object result;

    /** What one operation takes beside time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cost {

        /** Milliseconds of the client's CPUs. */
        public double cpuMillis;

        /** Requests. */
        public long requests;

        /** Bytes over the network, both ways. */
        public double mebibytes;
    }

    /** Starts the server and makes what is read. */
    @Setup
    public void open() throws IOException {
        work = WorkDirectory.create();
        server = ObjectStorageServer.start();
        AwsCredentialsProvider credentials = System.getProperty("benchmarks.s3.port") == null
                ? StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(ObjectStorageServer.ACCESS_KEY, ObjectStorageServer.SECRET_KEY))
                : DefaultCredentialsProvider.builder().build();
        sdk = S3Client.builder()
                .httpClient(new PlainTransport())
                .endpointOverride(server.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
        sdk.createBucket(request -> request.bucket(bucket));
        store = S3BlobStore.builder()
                .at(URI.create("s3://" + bucket))
                .endpoint(server.endpoint())
                .region("us-east-1")
                .credentials(credentials)
                .cache(work.resolve("cache"), Long.MAX_VALUE)
                .open();
        mlops = MlOps.builder().store(store).open();
        model = mlops.model("failure");
        file = work.resolve("file");
        writeFile();
        digest = store.put(Content.of(file));
        model.promote(register()).to(ALIAS).overriding("benchmark").commit();
    }

    private void writeFile() throws IOException {
        byte[] block = new byte[MEBIBYTE];
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                out.write(ByteBuffer.wrap(block));
            }
        }
    }

    /** Changes the beginning of the file, and so its digest. */
    @Setup(Level.Invocation)
    public void freshen() throws IOException {
        if (what.equals("upload")) {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.allocate(Long.BYTES).putLong(0, random.nextLong()), 0);
            }
        }
    }

    /** Something to do. */
    @FunctionalInterface
    private interface Work {
        Object run() throws IOException;
    }

    private Object measured(Cost cost, Work doing) throws IOException {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ObjectStorageServer.Traffic before = server.traffic();
        long cpu = process.getProcessCpuTime();
        result = doing.run();
        cost.cpuMillis += (process.getProcessCpuTime() - cpu) / 1e6;
        ObjectStorageServer.Traffic after = server.traffic();
        cost.requests += after.requests() - before.requests();
        cost.mebibytes += (after.bytes() - before.bytes()) / (double) MEBIBYTE;
        return result;
    }

    /** With this library: eight connections. */
    @Benchmark
    public Object ours(Cost cost) throws IOException {
        return measured(
                cost,
                switch (what) {
                    case "upload" -> () -> store.put(Content.of(file));
                    case "download" -> () -> store.file(digest).orElseThrow();
                    case "smallObjects" ->
                        () -> store.putAll(small().map(Content::of).toList());
                    case "register" -> this::register;
                    case "resolve" -> () -> model.alias(ALIAS);
                    default -> throw new IllegalArgumentException(what);
                });
    }

    /** With the SDK's client, one call after the other. */
    @Benchmark
    public Object peerSdk(Cost cost) throws IOException {
        return measured(
                cost,
                switch (what) {
                    case "upload" -> () -> put("peer/file", RequestBody.fromFile(file));
                    case "download" ->
                        () -> sdk.getObject(
                                request ->
                                        request.bucket(bucket).key(digest.key().path()),
                                work.resolve("fetched"));
                    case "smallObjects" ->
                        () -> small().map(bytes -> put("peer/" + Digest.of(bytes), RequestBody.fromBytes(bytes)))
                                .toList();
                    case "register" -> this::registerByHand;
                    case "resolve" -> this::lookForTheNextEntry;
                    default -> throw new IllegalArgumentException(what);
                });
    }

    private Stream<byte[]> small() {
        List<byte[]> contents = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            byte[] content = new byte[SMALL];
            random.nextBytes(content);
            contents.add(content);
        }
        return contents.stream();
    }

    private Object put(String key, RequestBody body) {
        return sdk.putObject(request -> request.bucket(bucket).key(key), body);
    }

    private ArtifactVersion register() {
        return model.newVersion()
                .add("model.txt", Long.toString(random.nextLong()).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .register();
    }

    /** A content, a manifest and an entry that nobody else has made. */
    private Object registerByHand() {
        put("peer/content", RequestBody.fromString("a model"));
        put("peer/manifest", RequestBody.fromBytes(MANIFEST));
        String entry = "peer/entry/" + random.nextLong();
        return sdk.putObject(
                request -> request.bucket(bucket).key(entry).ifNoneMatch("*"), RequestBody.fromBytes(ENTRY));
    }

    private Object lookForTheNextEntry() {
        try {
            return sdk.getObjectAsBytes(request -> request.bucket(bucket).key("peer/entry/none"));
        } catch (S3Exception e) {
            return e;
        }
    }

    /** Makes room for the next. */
    @TearDown(Level.Invocation)
    public void discard() throws IOException {
        if (what.equals("upload") && result instanceof Digest stored) {
            store.delete(stored.key());
        }
        if (what.equals("download") && result instanceof Path fetched) {
            Files.delete(fetched);
        }
        Files.deleteIfExists(work.resolve("fetched"));
    }

    /** Leaves nothing behind. */
    @TearDown
    public void close() throws IOException {
        mlops.close();
        store.close();
        sdk.close();
        server.close();
        work.close();
    }
}
