package org.mlopssdk.s3;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and an S3 server, forwards what is asked and answered, and lets a plan decide which requests a {@link WireFault} strikes.
 * Notes every request that has arrived whole, so that requests can be counted.
 */
final class FaultProxy implements AutoCloseable {

    /** Sleeps of the client until the port is open again: one attempt meets a closed one. */
    private static final int SLEEPS_WHILE_REFUSING = 2;

    private final URI server;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Queue<WireRequest> requests = new ConcurrentLinkedQueue<>();
    private final Queue<WireRequest> delayed = new ConcurrentLinkedQueue<>();
    private final Map<String, WireAnswer> firstLists = new ConcurrentHashMap<>();
    private volatile Function<WireRequest, Optional<WireFault>> plan = request -> Optional.empty();
    private @Nullable ServerSocket listener;
    private Thread acceptor = Thread.currentThread();
    private int sleepsToOpen;
    private boolean closed;

    /** Begins to forward to a server. */
    FaultProxy(URI server) {
        this.server = server;
        this.port = listen(0);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** From now on the plan is asked about each request, by many threads at once. What was delayed stays so. */
    void plan(Function<WireRequest, Optional<WireFault>> faults) {
        plan = faults;
    }

    void withoutFaults() {
        plan(request -> Optional.empty());
        open();
    }

    int countRequests() {
        return requests.size();
    }

    /** What has arrived since the last time this was asked. */
    List<WireRequest> takeRequests() {
        List<WireRequest> taken = new ArrayList<>();
        for (WireRequest request = requests.poll(); request != null; request = requests.poll()) {
            taken.add(request);
        }
        return taken;
    }

    /** Lets everything land that was delayed. */
    void land() throws IOException {
        for (WireRequest request = delayed.poll(); request != null; request = delayed.poll()) {
            deliver(request);
        }
    }

    /** To be told when a client pauses before a retry: a port that refuses connections opens again after two pauses. */
    synchronized void clientSlept() {
        if (sleepsToOpen > 0 && --sleepsToOpen == 0) {
            open();
        }
    }

    synchronized void refuse() {
        ServerSocket open = listener;
        listener = null;
        sleepsToOpen = SLEEPS_WHILE_REFUSING;
        if (open != null) {
            quietly(open::close);
            quietly(acceptor::join); // until then the port is not free
        }
    }

    private synchronized void open() {
        sleepsToOpen = 0;
        if (listener == null && !closed) {
            listen(port);
        }
    }

    private synchronized int listen(int wanted) {
        try {
            ServerSocket open = new ServerSocket();
            open.setReuseAddress(true);
            open.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), wanted), 100);
            listener = open;
            acceptor = start(() -> accept(open));
            return open.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket open) {
        try (open) {
            while (!open.isClosed()) {
                Socket client = open.accept();
                sockets.add(client);
                start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed, on purpose
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void serve(Socket client) {
        try (client;
                Upstream upstream = new Upstream(server)) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = new BufferedOutputStream(client.getOutputStream());
            WireHead head = WireHead.read(in);
            while (head != null && head.first().endsWith(" HTTP/1.1")) { // what is left of a broken request is none
                if (head.value("Expect").isPresent()) {
                    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
                happen(new Exchange(this, client, in, out, upstream, head.without("Expect")));
                head = WireHead.read(in);
            }
        } catch (IOException e) {
            // whoever hangs up is asked no more
        } finally {
            sockets.remove(client);
        }
    }

    private void happen(Exchange exchange) throws IOException {
        WireRequest bare = exchange.bare();
        Optional<WireFault> fault = plan.apply(bare);
        requests.add(bare);
        if (fault.isPresent()) {
            fault.get().strike(exchange);
        } else {
            WireAnswer answer = exchange.forward();
            landAfter(bare.subject());
            exchange.answer(answer);
        }
    }

    /** What comes after the retry lands before the retry's sender goes on. */
    private void landAfter(String subject) throws IOException {
        for (WireRequest late : List.copyOf(delayed)) {
            if (late.subject().equals(subject) && delayed.remove(late)) {
                deliver(late);
            }
        }
    }

    void answered(WireRequest request, WireAnswer answer) {
        if (request.kind() == RequestKind.LIST) {
            firstLists.putIfAbsent(request.target(), answer);
        }
    }

    WireAnswer firstAnswer(WireRequest request, WireAnswer otherwise) {
        return firstLists.getOrDefault(request.target(), otherwise);
    }

    void delay(WireRequest request) {
        delayed.add(request);
    }

    /** Delivers a request on a connection of its own; nobody waits for the answer but whoever calls. */
    private WireAnswer deliver(WireRequest request) throws IOException {
        try (Upstream upstream = new Upstream(server)) {
            return upstream.ask(request);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            refuse();
        }
        sockets.forEach(socket -> quietly(socket::close));
    }

    private interface Closing {
        void close() throws IOException, InterruptedException;
    }

    private static void quietly(Closing closing) {
        try {
            closing.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
