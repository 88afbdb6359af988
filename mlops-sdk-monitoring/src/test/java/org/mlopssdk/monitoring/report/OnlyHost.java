package org.mlopssdk.monitoring.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A host that has one page, and notes what else it is asked for. */
final class OnlyHost implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile byte[] page = new byte[0];

    OnlyHost() throws IOException {
        threads.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    String address() {
        return "http://127.0.0.1:" + port() + "/page";
    }

    void show(byte[] html) {
        page = html;
        asked.clear();
    }

    /** What was asked for besides the page, as host and path. */
    List<String> besides() {
        return asked.stream()
                .filter(request -> !address().equals("http://" + request))
                .toList();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> answer(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                OutputStream out = client.getOutputStream()) {
            String request = in.readLine();
            if (request == null || !request.endsWith("HTTP/1.1")) {
                return; // opened ahead, and not used
            }
            String path = request.split(" ")[1];
            String host = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                host = line.startsWith("Host: ") ? line.substring("Host: ".length()) : host;
            }
            asked.add(host + path);
            byte[] body = path.equals("/page") ? page : new byte[0];
            String head = "HTTP/1.1 " + (path.equals("/page") ? "200 OK" : "404 Not Found")
                    + "\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
        } catch (IOException e) {
            asked.add("a request that failed: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
