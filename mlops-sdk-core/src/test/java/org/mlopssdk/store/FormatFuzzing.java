package org.mlopssdk.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets any bytes be the file FORMAT of a directory. */
public final class FormatFuzzing {

    private static final String KNOWN = "mlops-sdk-directory 1";
    private static Path directory = Path.of("");

    private FormatFuzzing() {}

    /** A directory is a store only if they are the known ones. */
    public static synchronized void parse(byte[] bytes) throws IOException {
        if (directory.toString().isEmpty()) {
            directory = Files.createTempDirectory("mlops-format-");
        }
        Files.write(directory.resolve("FORMAT"), bytes);
        DirectoryBlobStore.open(directory).close();
        String line = new String(bytes, StandardCharsets.UTF_8).strip();
        if (!line.equals(KNOWN)) {
            throw new AssertionError("taken for a store: " + line);
        }
    }
}
