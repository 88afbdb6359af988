package org.mlopssdk.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest: the name of content. Exactly 64 lower-case hexadecimal digits.
 *
 * @param hex the digest as text
 * @since 0.1.0
 */
public record Digest(@JsonValue String hex) {

    private static final int FAN_OUT = 2;
    private static final int SHORT = 12;
    private static final int HEX_LENGTH = 64;

    /** Refuses anything but 64 lower-case hexadecimal digits. */
    @JsonCreator
    public Digest {
        if (!isDigest(hex)) {
            throw new IllegalArgumentException("a digest is 64 lower-case hexadecimal digits, got " + hex.length()
                    + " characters" + (hex.length() > HEX_LENGTH ? "" : ": \"" + hex + "\""));
        }
    }

    /** By hand, since a stream of a hundred thousand entries has half a million of them. */
    private static boolean isDigest(String hex) {
        boolean isDigest = hex.length() == HEX_LENGTH;
        for (int i = 0; isDigest && i < HEX_LENGTH; i++) {
            char digit = hex.charAt(i);
            isDigest = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        }
        return isDigest;
    }

    /**
     * The digest of some bytes.
     *
     * @param bytes the content
     * @return its SHA-256
     */
    public static Digest of(byte[] bytes) {
        return from(sha256().digest(bytes));
    }

    /**
     * The digest of a part of an array.
     *
     * @param bytes holds the content
     * @param offset where it begins
     * @param length how many bytes it has
     * @return its SHA-256
     */
    public static Digest of(byte[] bytes, int offset, int length) {
        MessageDigest sha256 = sha256();
        sha256.update(bytes, offset, length);
        return from(sha256.digest());
    }

    /**
     * A digest that a {@link MessageDigest} computed.
     *
     * @param sha256 the 32 bytes
     * @return the digest
     */
    public static Digest from(byte[] sha256) {
        return new Digest(HexFormat.of().formatHex(sha256));
    }

    /**
     * A fresh SHA-256 computation.
     *
     * @return the computation
     */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Where content of this digest is kept.
     *
     * @return {@code blobs/sha256/<2 digits>/<62 digits>}
     */
    public BlobKey key() {
        return new BlobKey("blobs/sha256/" + hex.substring(0, FAN_OUT) + "/" + hex.substring(FAN_OUT));
    }

    /**
     * The first twelve digits, for people.
     *
     * @return an abbreviation
     */
    public String abbreviated() {
        return hex.substring(0, SHORT);
    }

    @Override
    public String toString() {
        return hex;
    }
}
