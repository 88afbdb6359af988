package org.mlopssdk.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.Assumptions;

/**
 * Real servers that speak S3, each started when it is first asked for and once in the life of this JVM, on the loopback, with credentials that
 * it checks.
 *
 * <pre>{@code
 * private static final S3Server SERVER = Servers.s3proxy();
 * private static final String BUCKET = SERVER.newBucket();
 * }</pre>
 *
 * <p>The Ceph gateway belongs to tests of the tier {@code heavy}: it takes some ten seconds to start, Debian or Ubuntu, root, and the network
 * when it is first used on a machine. Where it cannot be had, the test that asks for it is skipped with the reason. It is kept in the directory that the
 * property {@code mlops.ceph} names, by default below the user's {@code .cache}. It ends with this JVM, however that ends.
 */
final class Servers {

    private static final String ACCESS_KEY = "AKIDTESTTESTTESTTEST";
    private static final String SECRET_KEY = "secretOfTheTests/with+awkward=characters";
    private static final Path CEPH_SCRIPT = Path.of("src/test/ceph/rgw.sh");
    private static final int CANNOT_BE_HAD = 3;

    private static final Once S3PROXY = new Once(Servers::startS3Proxy);
    private static final Once CEPH = new Once(Servers::startCeph);

    private Servers() {}

    /** s3proxy in this JVM, with its content in memory. */
    static S3Server s3proxy() {
        return S3PROXY.get();
    }

    /** A Ceph RADOS gateway in processes of its own, with its content in memory. */
    static S3Server ceph() {
        return CEPH.get();
    }

    /** A server by its name, for tests with parameters: {@code s3proxy} or {@code ceph}. */
    static S3Server named(String name) {
        return switch (name) {
            case "s3proxy" -> s3proxy();
            case "ceph" -> ceph();
            default -> throw new IllegalArgumentException("there is s3proxy, and there is ceph; got " + name);
        };
    }

    private static S3Server startS3Proxy() throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .build();
        proxy.start();
        return server("s3proxy", S3Proxy.class.getPackage().getImplementationVersion(), proxy.getPort());
    }

    private static S3Server startCeph() throws Exception {
        String kept = System.getProperty("mlops.ceph", System.getProperty("user.home") + "/.cache/mlops-sdk-ceph");
        Process install = script("install", kept).start();
        install.getOutputStream().close();
        String said = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int result = install.waitFor();
        if (result == CANNOT_BE_HAD) {
            System.out.println("no Ceph gateway here: " + said);
            return Assumptions.abort("no Ceph gateway here: " + said);
        }
        if (result != 0) {
            throw new IllegalStateException("installing Ceph ended with " + result + ": " + said);
        }
        return runCeph(kept);
    }

    /** Whatever holds the standard input of the script open holds the gateway open; the system lets go of it when this JVM ends. */
    private static S3Server runCeph(String kept) throws IOException {
        List<Integer> ports = freePorts();
        Path work = Files.createTempDirectory("mlops-ceph");
        ProcessBuilder builder = script(
                "run",
                kept,
                work.toString(),
                ports.get(0).toString(),
                ports.get(1).toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
        Process running = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "stops Ceph"));
        StringBuilder said = new StringBuilder();
        for (String line = running.inputReader().readLine();
                line != null;
                line = running.inputReader().readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("up: ")) {
                return server("ceph", line.replaceFirst(".*version ([0-9.]+).*", "$1"), ports.get(0));
            }
        }
        throw new IllegalStateException("the Ceph gateway did not start: " + said);
    }

    /** Not to wait here would leave the directory for the next reader to wonder about, if the machine is switched off just then. */
    private static void stop(Process running) {
        try {
            running.getOutputStream().close();
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                System.err.println("the Ceph gateway takes long to stop; process " + running.pid());
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("the Ceph gateway cannot be stopped: " + e);
        }
    }

    private static ProcessBuilder script(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder("bash", CEPH_SCRIPT.toString());
        builder.command().addAll(List.of(arguments));
        return builder.redirectErrorStream(true);
    }

    private static List<Integer> freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, loopback);
                ServerSocket other = new ServerSocket(0, 1, loopback)) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        }
    }

    private static S3Server server(String name, String version, int port) {
        return new S3Server(name, version, URI.create("http://127.0.0.1:" + port), ACCESS_KEY, SECRET_KEY);
    }

    /** A server that is started by whoever asks first; where that failed, it fails for all others in the same way. */
    private static final class Once {

        private final Callable<S3Server> start;
        private S3Server server;
        private Throwable failure;

        Once(Callable<S3Server> start) {
            this.start = start;
        }

        synchronized S3Server get() {
            if (server == null && failure == null) {
                try {
                    server = start.call();
                } catch (IOException e) {
                    failure = new UncheckedIOException(e);
                } catch (RuntimeException | Error e) {
                    failure = e;
                } catch (Exception e) {
                    failure = new IllegalStateException(e);
                }
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (RuntimeException) failure;
            }
            return server;
        }
    }
}
