package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
final class Trees {

    private Trees() {}

    static List<Path> below(Path top) throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            return paths.filter(path -> !path.equals(top)).sorted().toList();
        }
    }

    static void delete(Path top) throws IOException {
        for (Path path : below(top).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
        Files.delete(top);
    }
}
