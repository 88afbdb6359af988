package org.mlopssdk.examples;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.MlOps;

/**
 * What the user asked for.
 *
 * @param data the directory of the real data, or null for simulated machines
 * @param store where everything is kept
 */
record Arguments(@Nullable Path data, URI store) {

    static Arguments parse(String... words) throws UsageException {
        Path data = null;
        URI store = Path.of("ml").toUri();
        Iterator<String> rest = List.of(words).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--data" -> data = Path.of(value(option, rest));
                case "--store" -> store = uri(value(option, rest));
                default -> throw new UsageException("unknown argument \"" + option + "\"");
            }
        }
        return new Arguments(data, store);
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.next();
    }

    private static URI uri(String text) throws UsageException {
        try {
            // A bare scheme such as "memory:" is no URI to Java; with an empty path it is.
            URI uri = new URI(text.endsWith(":") ? text + "/" : text);
            if (uri.getScheme() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new UsageException("--store \"" + text + "\" is not a URI: " + e.getReason());
        }
        throw new UsageException("--store \"" + text + "\" has no scheme; for a directory write file:" + text);
    }

    Scenario scenario() {
        return data == null ? Machines.scenario() : Occupancy.scenario(data);
    }

    /** A file beside the store, if that is a directory. */
    Optional<Path> beside(String name) {
        if (!"file".equals(store.getScheme())) {
            return Optional.empty();
        }
        Path directory = Path.of(store);
        return Optional.of(directory.resolveSibling(directory.getFileName() + "-" + name));
    }

    MlOps open() throws UsageException {
        try {
            return MlOps.open(store);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--store " + store + ": " + e.getMessage());
        }
    }
}
