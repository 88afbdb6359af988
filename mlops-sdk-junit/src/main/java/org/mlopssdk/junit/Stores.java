package org.mlopssdk.junit;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.mlopssdk.MlOps;

/** The stores that a test run has open: each once for all classes of tests, and closed when the run, or the class that opened it, has ended. */
final class Stores {

    private static final Namespace NAMESPACE = Namespace.create(Stores.class);
    private static final String PROPERTY = "mlops.uri";
    private static final String OF_CLASS = "of this class";

    private Stores() {}

    /** Keeps the store of a class of tests. JUnit closes it. */
    static void keep(ExtensionContext context, MlOps store) {
        context.getStore(NAMESPACE).put(OF_CLASS, store);
    }

    static Optional<MlOps> kept(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(OF_CLASS, MlOps.class));
    }

    /** The store that an annotation names, or else the class's own, or else the one that the build has configured. */
    static MlOps open(ExtensionContext context, String uri) {
        if (!uri.isBlank()) {
            return shared(context, uri);
        }
        return kept(context)
                .orElseGet(() -> shared(
                        context, context.getConfigurationParameter(PROPERTY).orElse("")));
    }

    private static MlOps shared(ExtensionContext context, String uri) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(uri, Stores::open, MlOps.class);
    }

    private static MlOps open(String uri) {
        if (uri.isBlank()) {
            return MlOps.open();
        }
        try {
            return MlOps.open(URI.create(uri));
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("the store \"" + uri + "\": " + e.getMessage(), e);
        }
    }
}
