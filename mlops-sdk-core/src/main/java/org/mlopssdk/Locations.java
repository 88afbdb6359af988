package org.mlopssdk;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.BlobStoreProvider;
import org.mlopssdk.store.DirectoryBlobStore;
import org.mlopssdk.store.MemoryBlobStore;

/** From addresses to stores. */
final class Locations {

    static final String PROPERTY = "mlops.uri";
    static final String VARIABLE = "MLOPS_URI";

    private static final String MEMORY = "memory";

    /** Modules of ours that serve a scheme, for the message of one who has not added them. */
    private static final Map<String, String> MODULES = Map.of("s3", "org.mlopssdk:mlops-sdk-s3");

    private Locations() {}

    static URI configured() {
        String text = configuredText(System.getProperty(PROPERTY), System.getenv(VARIABLE));
        try {
            return URI.create(
                    text.equals(MEMORY + ":") ? MEMORY + ":/" : text); // java.net.URI wants something behind a colon
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "\"" + text + "\" from " + PROPERTY + " or " + VARIABLE
                            + " is not a URI; give for example file:///srv/ml",
                    e);
        }
    }

    static String configuredText(@Nullable String property, @Nullable String variable) {
        if (property != null && !property.isBlank()) {
            return property;
        }
        if (variable != null && !variable.isBlank()) {
            return variable;
        }
        throw new IllegalStateException("no store is configured; set the system property " + PROPERTY
                + " or the environment variable " + VARIABLE + " to its URI, for example file:///srv/ml");
    }

    static BlobStore open(URI uri) {
        String scheme = uri.getScheme();
        if (scheme == null) {
            throw new IllegalArgumentException("\"" + uri + "\" has no scheme; for a directory from here use file:"
                    + uri + " or MlOps.open(Path)");
        }
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "file" -> DirectoryBlobStore.open(directory(uri));
            case MEMORY -> new MemoryBlobStore();
            default -> provided(scheme.toLowerCase(Locale.ROOT), uri);
        };
    }

    private static Path directory(URI uri) {
        if (uri.isOpaque()) {
            return Path.of(uri.getSchemeSpecificPart()); // file:ml names a directory from here
        }
        if (uri.getQuery() != null || uri.getFragment() != null || uri.getAuthority() != null) {
            throw new IllegalArgumentException(
                    "\"" + uri + "\" names more than a directory; write file:///path without host, query or fragment");
        }
        return Path.of(uri);
    }

    private static BlobStore provided(String scheme, URI uri) {
        TreeSet<String> known = new TreeSet<>();
        known.add("file");
        known.add(MEMORY);
        for (BlobStoreProvider provider : ServiceLoader.load(BlobStoreProvider.class)) {
            if (provider.scheme().equals(scheme)) {
                return provider.open(uri);
            }
            known.add(provider.scheme());
        }
        String module = MODULES.get(scheme);
        String advice = module == null ? "known are " + known : "add " + module + " to the class path";
        throw new IllegalArgumentException("nothing serves stores of the scheme \"" + scheme + ":\"; " + advice);
    }
}
