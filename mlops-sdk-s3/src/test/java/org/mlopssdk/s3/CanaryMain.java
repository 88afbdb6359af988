package org.mlopssdk.s3;

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Does with a store what can be done, well and badly, and looks for texts in all that was logged, thrown, or kept by objects of this library. Arguments: an endpoint,
 * a bucket, and the texts. Credentials come from the environment.
 */
final class CanaryMain {

    private static final BlobKey KEY = BlobKey.of("journal/entry/1");
    private static final BlobKey NONE = BlobKey.of("journal/entry/2");

    private static final byte[] SMALL = new byte[1000];

    private final URI endpoint;
    private final String bucket;
    private final List<String> thrown = new ArrayList<>();
    private final OwnObjects objects = new OwnObjects();

    private CanaryMain(URI endpoint, String bucket) {
        this.endpoint = endpoint;
        this.bucket = bucket;
    }

    public static void main(String[] arguments) throws Exception {
        CanaryMain main = new CanaryMain(URI.create(arguments[0]), arguments[1]);
        main.run();
        System.out.println("logged " + CapturedLogs.LINES.size());
        System.out.println("warned "
                + CapturedLogs.LINES.stream()
                        .filter(line ->
                                line.startsWith("WARN org.mlopssdk.s3.Connection") && line.contains("session tokens"))
                        .count());
        System.out.println("thrown " + main.thrown.size());
        System.out.println("objects " + main.objects.count());
        for (String text : List.of(arguments).subList(2, arguments.length)) {
            report(text, "log", List.copyOf(CapturedLogs.LINES));
            report(text, "exception", main.thrown);
            report(text, "object", main.objects.texts());
        }
        System.exit(0);
    }

    private static void report(String text, String where, List<String> lines) {
        lines.stream()
                .filter(line -> line.contains(text))
                .forEach(line -> System.out.println("found " + where + ": " + line.replaceAll("\\s+", " ")));
    }

    private void run() throws Exception {
        byte[] inParts = new byte[6 << 20];
        new Random(1).nextBytes(inParts);
        useAll(builder(), inParts);
        useAll(builder()
                .credentials(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        environment("AWS_ACCESS_KEY_ID"),
                        environment("AWS_SECRET_ACCESS_KEY"),
                        environment("CANARY_TOKEN")))));
        useAll(builder()
                .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        environment("AWS_ACCESS_KEY_ID"), environment("AWS_SECRET_ACCESS_KEY") + "-but-wrong"))));
        try (RawServer gone = new RawServer(connection -> {})) {
            useAll(builder().endpoint(gone.uri("")));
        }
        for (String answer : List.of("", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<a><b", "nonsense\r\n\r\n")) {
            useAllOn(answer);
        }
        useAllOn("echo");
        for (Path file : classFiles()) {
            String name = file.getFileName().toString().replace(".class", "");
            objects.fromStatics(Class.forName("org.mlopssdk.s3." + name));
        }
    }

    private void useAllOn(String answer) throws Exception {
        try (RawServer server = new RawServer(connection -> {
            String head = connection.request();
            connection.send(answer.equals("echo") ? refusing(head) : answer);
        })) {
            useAll(builder()
                    .endpoint(server.uri(""))
                    .credentials(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            environment("AWS_ACCESS_KEY_ID"),
                            environment("AWS_SECRET_ACCESS_KEY"),
                            environment("CANARY_TOKEN")))));
        }
    }

    /** As S3 has it: with all that was signed. */
    private static String refusing(String head) {
        String error =
                "<Error><Code>SignatureDoesNotMatch</Code><Message>It does not match.</Message><CanonicalRequest>"
                        + head.replace("\r", "").replace("&", "&amp;") + "</CanonicalRequest></Error>";
        return "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: "
                + error.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + error;
    }

    private static List<Path> classFiles() throws Exception {
        Path classes = Path.of(S3BlobStore.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("org/mlopssdk/s3");
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(classes, "*.class")) {
            found.forEach(files::add);
        }
        files.removeIf(file -> file.getFileName().toString().equals("package-info.class"));
        return files;
    }

    private S3BlobStoreBuilder builder() {
        return S3BlobStore.builder()
                .at(URI.create("s3://" + bucket + "/ml"))
                .endpoint(endpoint)
                .region(S3Server.REGION)
                .partSize(5 << 20)
                .attempts(new Attempts(System::nanoTime, new SplittableRandom(1), pause -> {}));
    }

    private static String environment(String name) {
        return System.getenv().get(name);
    }

    private void useAll(S3BlobStoreBuilder builder) throws Exception {
        useAll(builder, SMALL);
    }

    private void useAll(S3BlobStoreBuilder builder, byte[] big) throws Exception {
        run(() -> builder.open().close());
        try (S3BlobStore store = builder.unprobed().open()) {
            objects.from(builder);
            run(() -> store.create(KEY, SMALL));
            run(() -> store.create(KEY, big));
            run(() -> store.put(Content.of(SMALL)));
            run(() -> store.put(Content.of(big)));
            run(() -> store.confirm(Digest.of(SMALL)));
            run(() -> store.list("", "", 1000));
            run(() -> store.open(NONE, ByteRange.ALL));
            run(() -> {
                try (InputStream in = store.open(KEY, ByteRange.ALL).orElseThrow()) {
                    objects.from(in);
                    in.readAllBytes();
                }
            });
            run(() -> store.open(KEY, ByteRange.ALL).orElseThrow()); // and leaves it open
            objects.from(store);
            run(() -> store.delete(KEY));
            objects.from(store);
            run(store::properties);
        }
        run(() -> S3BlobStore.at(URI.create("s3://" + bucket + "/../ml")));
    }

    /** Something to do. */
    private interface Work {
        void run() throws Exception;
    }

    private void run(Work work) throws IllegalAccessException {
        try {
            work.run();
        } catch (Exception e) {
            thrown.add(CapturedLogs.trace(e) + messages(e));
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                objects.from(cause);
            }
        }
    }

    private static String messages(Throwable e) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            messages.append(cause).append(cause.getLocalizedMessage());
        }
        return messages.toString();
    }
}
