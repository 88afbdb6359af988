package org.mlopssdk.registry;

/**
 * Makes a model in memory from its version.
 *
 * @param <T> the model in memory
 * @since 0.1.0
 */
@FunctionalInterface
public interface ModelLoader<T> {

    /**
     * Loads the model.
     *
     * @param version the version, whose files are verified when they are opened
     * @return the model
     * @throws Exception if it cannot be loaded
     */
    T load(ArtifactVersion version) throws Exception;
}
