package org.mlopssdk.s3;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where caches of this system lie. */
final class CachePlace {

    private static final String OURS = "mlops-sdk";

    private CachePlace() {}

    static Path usual() {
        return usual(System::getenv, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static Path usual(Lookup environment, String system, Path home) {
        String named = environment.get("XDG_CACHE_HOME");
        if (named != null && Path.of(named).isAbsolute()) { // a relative one is to be ignored, says the specification
            return Path.of(named, OURS);
        }
        String os = system.toLowerCase(Locale.ROOT);
        String local = environment.get("LOCALAPPDATA");
        if (os.startsWith("windows") && local != null) {
            return Path.of(local, OURS, "cache");
        }
        return home.resolve(os.startsWith("mac") ? "Library/Caches" : ".cache").resolve(OURS);
    }

    /** The environment. */
    @FunctionalInterface
    interface Lookup {
        @Nullable String get(String name);
    }
}
