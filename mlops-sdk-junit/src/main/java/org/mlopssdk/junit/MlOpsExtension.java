package org.mlopssdk.junit;

import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mlopssdk.MlOps;

/**
 * Opens a store for the tests of a class, and closes it after them. For tests that make what they judge, or know better than the build where the
 * store is:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MlOpsExtension STORE = MlOpsExtension.of(() -> MlOps.open(URI.create("memory:/")));
 *
 * @BeforeAll
 * static void train(MlOps mlops) { ... }
 * }</pre>
 *
 * <p>The field is static: gates are judged before there is an instance of the test.
 *
 * @since 0.1.0
 */
public final class MlOpsExtension implements BeforeAllCallback, ParameterResolver {

    private final Supplier<MlOps> store;

    private MlOpsExtension(Supplier<MlOps> store) {
        this.store = store;
    }

    /**
     * Opens a store in a way of your own.
     *
     * @param store opens it, once for each class of tests
     * @return the extension
     */
    public static MlOpsExtension of(Supplier<MlOps> store) {
        return new MlOpsExtension(Objects.requireNonNull(store, "store"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Stores.keep(context, store.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MlOps.class;
    }

    @Override
    public MlOps resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Stores.kept(context)
                .orElseThrow(() -> new IllegalStateException("the field of a MlOpsExtension has to be static"));
    }
}
