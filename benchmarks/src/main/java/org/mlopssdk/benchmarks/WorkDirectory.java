package org.mlopssdk.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A directory of one benchmark, gone afterwards. It lies below {@code target/}, since {@code /tmp} may be memory, where syncing costs nothing;
 * {@code -Dbenchmarks.directory=...} names another place.
 */
record WorkDirectory(Path path) implements AutoCloseable {

    static Path parent() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("benchmarks.directory", "target/benchmarks"))
                .toAbsolutePath());
    }

    static WorkDirectory create() throws IOException {
        return new WorkDirectory(Files.createTempDirectory(parent(), "work"));
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
