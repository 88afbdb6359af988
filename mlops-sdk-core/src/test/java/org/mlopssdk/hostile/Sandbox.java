package org.mlopssdk.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.TreeMap;

/** A place deep in a directory of ours, and a look at everything around it: what climbs out of the one is seen in the other. */
final class Sandbox {

    private static final int DEPTH = 10;

    private final Path outermost;
    private final Path inside;
    private final TreeMap<String, String> before;

    Sandbox(Path outermost) throws IOException {
        this.outermost = outermost;
        Path deep = outermost;
        for (int i = 0; i < DEPTH; i++) {
            deep = Files.createDirectories(deep.resolve("d" + i));
            Files.writeString(deep.resolve("FORMAT"), "not a store's");
            Files.writeString(deep.resolve("model.txt"), "not a model's");
        }
        this.inside = Files.createDirectories(deep.resolve("inside"));
        this.before = surroundings();
    }

    Path inside() {
        return inside;
    }

    void assertNothingOutsideChanged() throws IOException {
        assertThat(surroundings()).isEqualTo(before);
    }

    private TreeMap<String, String> surroundings() throws IOException {
        TreeMap<String, String> found = new TreeMap<>();
        Files.walkFileTree(outermost, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (directory.equals(inside)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                found.put(directory.toString(), "directory");
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                found.put(
                        file.toString(),
                        attributes.lastModifiedTime()
                                + (attributes.isRegularFile() ? Files.readString(file) : " is no file"));
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
