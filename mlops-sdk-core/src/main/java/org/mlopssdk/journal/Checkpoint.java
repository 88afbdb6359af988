package org.mlopssdk.journal;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.json.Json;
import org.mlopssdk.store.Digest;

/**
 * How far each stream of a store had come at some time: all that it takes to find out later that one was cut short, rolled back or written anew,
 * which a chain of entries alone cannot tell. To be kept elsewhere, as text: where whoever could change the store cannot change it.
 *
 * <pre>{@code
 * Files.writeString(elsewhere, mlops.checkpoint().toText());
 * Verification verification = mlops.verify(Checkpoint.parse(Files.readString(elsewhere)));
 * }</pre>
 *
 * @param heads the streams that had entries, and the last entry of each
 * @since 0.1.0
 */
public record Checkpoint(SortedMap<StreamName, Head> heads) {

    /** A checkpoint of no streams, with which every store agrees. */
    public static final Checkpoint NONE = new Checkpoint(new TreeMap<>());

    private static final int VERSION = 1;
    private static final int MAX_LENGTH = 64 << 20;

    /** Copies the heads. */
    public Checkpoint {
        heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
    }

    /**
     * The last entry of a stream.
     *
     * @param length its number, from 1
     * @param digest its digest, which vouches for all entries before it
     */
    public record Head(long length, Digest digest) {

        /** Refuses lengths below 1. */
        public Head {
            Objects.requireNonNull(digest, "the last entry without a digest");
            if (length < 1) {
                throw new IllegalArgumentException("a stream with a last entry has at least one, got " + length);
            }
        }
    }

    private record Document(int format, @Nullable Map<String, Head> streams) {}

    /**
     * The checkpoint as text.
     *
     * @return one line of JSON
     */
    public String toText() {
        Map<String, Head> streams = new TreeMap<>();
        heads.forEach((stream, head) -> streams.put(stream.toString(), head));
        return new String(Json.write(new Document(VERSION, streams)), StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #toText} gave.
     *
     * @param text the text; blanks around it do no harm
     * @return the checkpoint
     * @throws CorruptedException if the text is something else
     * @throws UnsupportedFormatException if a newer library wrote it
     */
    public static Checkpoint parse(String text) {
        String subject = "checkpoint";
        if (text.length() > MAX_LENGTH) {
            throw new CorruptedException(
                    subject, "has " + text.length() + " characters, at most " + MAX_LENGTH + " are read");
        }
        Document document = Json.read(text.strip().getBytes(StandardCharsets.UTF_8), Document.class, subject);
        if (document.format != VERSION) {
            throw new UnsupportedFormatException(
                    subject,
                    "has format " + document.format + ", this library knows " + VERSION + "; use a newer mlops-sdk");
        }
        if (document.streams == null) {
            throw new CorruptedException(subject, "has no streams; take one by MlOps.checkpoint()");
        }
        SortedMap<StreamName, Head> heads = new TreeMap<>();
        document.streams.forEach((name, head) -> heads.put(stream(name), head(name, head)));
        return new Checkpoint(heads);
    }

    private static StreamName stream(String name) {
        int slash = name.indexOf('/');
        try {
            return new StreamName(name.substring(0, Math.max(slash, 0)), name.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw new CorruptedException("checkpoint", "names a stream that cannot be one: " + e.getMessage(), e);
        }
    }

    private static Head head(String name, @Nullable Head head) {
        if (head == null) {
            throw new CorruptedException("checkpoint", "says nothing of the stream " + name);
        }
        return head;
    }

    @Override
    public String toString() {
        long entries = heads.values().stream().mapToLong(Head::length).sum();
        return "checkpoint of " + heads.size() + " streams with " + entries + " entries";
    }
}
