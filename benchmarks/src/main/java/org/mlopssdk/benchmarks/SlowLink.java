package org.mlopssdk.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands before a server as a network does: what is sent arrives 10 ms later, so that an answer takes 20 ms at least, and each connection carries 25 MB/s in
 * either direction. Counts requests and bytes.
 */
final class SlowLink implements AutoCloseable {

    private static final long DELAY_NANOS = 10_000_000;
    private static final double NANOS_PER_BYTE = 1e9 / 25e6;
    private static final int BUFFER = 1 << 15;
    private static final int BUFFERS = 64;
    private static final byte[] END_OF_REQUEST_LINE = {' ', 'H', 'T', 'T', 'P', '/', '1', '.', '1', '\r', '\n'};

    private final ServerSocket accepting = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    private final int target;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** Some bytes on their way, and when they may arrive; none at the end. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packet(byte[] bytes, int length, long due) {}

    SlowLink(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    int port() {
        return accepting.getLocalPort();
    }

    long requests() {
        return requests.get();
    }

    long bytes() {
        return bytes.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow-link");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!accepting.isClosed()) {
            try {
                Socket client = accepting.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                carry(client, server, true);
                carry(server, client, false);
            } catch (IOException e) {
                // closed, or a client that has gone
            }
        }
    }

    private void carry(Socket from, Socket to, boolean hasRequests) {
        BlockingQueue<Packet> packets = new LinkedBlockingQueue<>(BUFFERS);
        start(() -> read(from, packets, hasRequests));
        start(() -> write(to, packets));
    }

    private void read(Socket from, BlockingQueue<Packet> packets, boolean hasRequests) {
        int length = 0;
        while (length >= 0) {
            byte[] buffer = new byte[BUFFER];
            try {
                length = from.getInputStream().read(buffer);
            } catch (IOException e) {
                length = -1;
            }
            if (hasRequests) {
                requests.addAndGet(requestsIn(buffer, length));
            }
            bytes.addAndGet(Math.max(length, 0));
            put(packets, new Packet(buffer, length, System.nanoTime() + DELAY_NANOS));
        }
    }

    private static void put(BlockingQueue<Packet> packets, Packet packet) {
        try {
            packets.put(packet);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(Socket to, BlockingQueue<Packet> packets) {
        long free = System.nanoTime();
        try (to) {
            OutputStream out = to.getOutputStream();
            for (Packet packet = packets.take(); packet.length >= 0; packet = packets.take()) {
                long due = Math.max(packet.due, free);
                sleepUntil(due);
                out.write(packet.bytes, 0, packet.length);
                free = due + (long) (packet.length * NANOS_PER_BYTE);
            }
        } catch (IOException | InterruptedException e) {
            // one of the two has gone
        }
    }

    private static void sleepUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** A request line is short and comes in one piece, since clients send it in one. */
    private static int requestsIn(byte[] buffer, int length) {
        int found = 0;
        for (int i = 0; i + END_OF_REQUEST_LINE.length <= length; i++) {
            if (buffer[i] == ' ' && isAt(buffer, i)) {
                found++;
            }
        }
        return found;
    }

    private static boolean isAt(byte[] buffer, int offset) {
        for (int i = 0; i < END_OF_REQUEST_LINE.length; i++) {
            if (buffer[offset + i] != END_OF_REQUEST_LINE[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        accepting.close();
    }
}
