package org.mlopssdk.journal;

import java.nio.charset.StandardCharsets;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Name;

/**
 * The name of a stream of entries: what it is about and which one.
 *
 * @param kind what it is about, such as {@code model}, {@code dataset} or {@code experiment}
 * @param name which one
 * @since 0.1.0
 */
public record StreamName(String kind, String name) implements Comparable<StreamName> {

    /** The stream that records all the others. */
    public static final StreamName CATALOG = new StreamName("catalog", "streams");

    /** Refuses names outside the grammar of {@link Name}. */
    public StreamName {
        Name.require("the kind of a stream", kind);
        Name.require(kind + " name", name);
    }

    /**
     * What the first entry names as the one before it, so that the entries of one stream are not taken for another's.
     *
     * @return the digest of this name
     */
    Digest origin() {
        return Digest.of(toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(StreamName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
