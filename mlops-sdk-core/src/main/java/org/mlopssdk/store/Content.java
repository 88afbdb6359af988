package org.mlopssdk.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Content on its way into a store, of any size. A lambda will do: {@code out -> model.save(out)}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Content {

    /**
     * Writes all of the content, once.
     *
     * @param out where to; not to be closed
     * @throws IOException if the content cannot be read or written; nothing of it is stored then
     */
    void writeTo(OutputStream out) throws IOException;

    /**
     * The file that holds the content, for a store that copies files faster than streams.
     *
     * @return the file, or empty for content of another origin
     */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /**
     * The content of an array.
     *
     * @param bytes the content; not copied
     * @return the content
     */
    static Content of(byte[] bytes) {
        return out -> out.write(bytes);
    }

    /**
     * The content of a file.
     *
     * @param file a regular file; read when the content is stored
     * @return the content
     */
    static Content of(Path file) {
        return new Content() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                Files.copy(file, out);
            }

            @Override
            public Optional<Path> file() {
                return Optional.of(file);
            }
        };
    }
}
