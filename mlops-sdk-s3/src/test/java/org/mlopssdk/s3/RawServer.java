package org.mlopssdk.s3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on the loopback that reads and writes what a test says, byte by byte: the n-th connection is served by the n-th script, further ones by the last. */
final class RawServer implements AutoCloseable {

    /** What to do with one connection; it is closed behind it. */
    interface Script {
        void serve(Connection connection) throws Exception;
    }

    /** A connection from the side of the server. */
    record Connection(Socket socket, InputStream in) {

        /** Reads one head, up to and with the empty line; empty where the client has closed. */
        String head() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return head.toString(StandardCharsets.ISO_8859_1);
                }
                head.write(next);
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        byte[] body(int length) throws IOException {
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException("the client ended after " + body.length + " bytes");
            }
            return body;
        }

        /** Reads a head and the body whose length it says. */
        String request() throws IOException {
            String head = head();
            int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
            if (at >= 0) {
                body(Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at))));
            }
            return head;
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /** Waits until the client closes. */
        void awaitEnd() {
            try {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException reset) {
                // That is an end, too.
            }
        }
    }

    private final ServerSocket listening;
    private final Thread accepting;
    private final List<Script> scripts;
    private final AtomicInteger accepted = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    RawServer(Script... scripts) throws IOException {
        this.scripts = List.of(scripts);
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.accepting = daemon(this::accept);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "raw server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                sockets.add(socket);
                Script script = scripts.get(Math.min(accepted.getAndIncrement(), scripts.size() - 1));
                daemon(() -> serve(socket, script));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            script.serve(new Connection(socket, new BufferedInputStream(socket.getInputStream())));
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + path);
    }

    /** How many connections there have been. */
    int connections() {
        return accepted.get();
    }

    /** What the scripts have run into. */
    List<Throwable> failures() {
        return failures;
    }

    /** Nobody listens any more behind this: until the thread has left its wait, the system goes on to connect clients. */
    @Override
    public void close() {
        try {
            listening.close();
            accepting.join();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
