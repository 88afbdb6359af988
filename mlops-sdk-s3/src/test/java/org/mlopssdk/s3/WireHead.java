package org.mlopssdk.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines above the body of an HTTP/1.1 message, as they stand. */
record WireHead(List<String> lines) {

    private static final String LENGTH = "Content-Length";
    private static final String ENCODING = "Transfer-Encoding";

    /** Reads a head, or gives null where the other side has hung up before one began. */
    static @Nullable WireHead read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = line(in);
        while (line != null && !line.isEmpty()) {
            lines.add(line);
            line = line(in);
        }
        if (line == null && !lines.isEmpty()) {
            throw new EOFException("hung up within a head: " + lines);
        }
        return lines.isEmpty() ? null : new WireHead(List.copyOf(lines));
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(next);
        }
        return null;
    }

    String first() {
        return lines.get(0);
    }

    Optional<String> value(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return lines.stream()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }

    WireHead with(String... more) {
        return new WireHead(Stream.concat(lines.stream(), Arrays.stream(more)).toList());
    }

    WireHead without(String... names) {
        return new WireHead(lines.stream()
                .filter(line -> Arrays.stream(names)
                        .noneMatch(name -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1)))
                .toList());
    }

    WireHead withoutFraming() {
        return without(LENGTH, ENCODING, "Connection", "Keep-Alive");
    }

    long length() {
        return value(LENGTH).map(Long::parseLong).orElse(0L);
    }

    boolean isChunked() {
        return value(ENCODING).filter("chunked"::equalsIgnoreCase).isPresent();
    }

    boolean isFramed() {
        return isChunked() || value(LENGTH).isPresent();
    }

    boolean closes() {
        return value("Connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    /** Reads the body that this head announces. */
    byte[] readBody(InputStream in) throws IOException {
        if (!isChunked()) {
            byte[] body = in.readNBytes(Math.toIntExact(length()));
            if (body.length < length()) {
                throw new EOFException("hung up within a body, after " + body.length + " of " + length() + " bytes");
            }
            return body;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunk(in); size > 0; size = chunk(in)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        for (String trailer = line(in); trailer != null && !trailer.isEmpty(); ) {
            trailer = line(in);
        }
        return body.toByteArray();
    }

    private static int chunk(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            throw new EOFException("hung up between chunks");
        }
        return Integer.parseInt(line.replaceFirst(";.*", ""), 16);
    }

    byte[] bytes() {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
