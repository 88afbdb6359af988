package org.mlopssdk.store;

/**
 * What a store says of itself.
 *
 * @param location where it keeps its content, as people name it; without secrets
 * @param durable whether what it acknowledged survives a power cut
 * @since 0.1.0
 */
public record StoreProperties(String location, boolean durable) {

    @Override
    public String toString() {
        return location + (durable ? "" : " (not durable)");
    }
}
