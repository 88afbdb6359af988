package org.mlopssdk.s3;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.mlopssdk.store.BlobKey;

/**
 * Where the objects of a store lie: a bucket, and what their keys begin with.
 *
 * @param bucket the bucket
 * @param prefix empty, or text that ends in a slash
 */
record Place(String bucket, String prefix) {

    private static final String FORM = "; write s3://bucket/prefix";

    /** As the oldest and the most generous stores have it. */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");

    /** S3's own limit on keys, less the longest key of a store. */
    private static final int LONGEST_PREFIX = 1024 - BlobKey.MAX_LENGTH;

    private static final List<String> DOTS = List.of("", ".", "..");

    Place {
        if (!BUCKET.matcher(bucket).matches() || bucket.contains("..")) {
            throw new IllegalArgumentException("\"" + bucket + "\" is not the name of a bucket" + FORM);
        }
        requirePrefix(prefix);
    }

    /** What an address names. Nothing of an address that holds a password is repeated. */
    static Place of(URI uri) {
        String authority = uri.getRawAuthority();
        if (authority != null && authority.contains("@")) {
            throw new IllegalArgumentException("the address of a store holds no user or password" + FORM
                    + ", and give credentials(...) or let the AWS SDK find them");
        }
        if (!"s3".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) || authority == null) {
            throw new IllegalArgumentException("\"" + uri + "\" names no bucket" + FORM);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || authority.contains(":")) {
            throw new IllegalArgumentException("\"s3://" + authority + uri.getRawPath()
                    + "\" and what follows names more than a bucket and a prefix" + FORM
                    + ", and the rest by S3BlobStore.builder()");
        }
        return of(authority, uri.getPath());
    }

    static Place of(String bucket, String path) {
        String begun = path.startsWith("/") ? path.substring(1) : path;
        return new Place(bucket, begun.isEmpty() || begun.endsWith("/") ? begun : begun + "/");
    }

    /** What breaks the way of a request to the store, or the store's answer, is not let in. */
    private static void requirePrefix(String prefix) {
        if (prefix.isEmpty()) {
            return;
        }
        if (prefix.getBytes(StandardCharsets.UTF_8).length > LONGEST_PREFIX) {
            throw new IllegalArgumentException("a prefix has at most " + LONGEST_PREFIX + " bytes, got "
                    + prefix.getBytes(StandardCharsets.UTF_8).length);
        }
        String[] names = prefix.substring(0, prefix.length() - 1).split("/", -1);
        if (Arrays.stream(names).anyMatch(DOTS::contains)) {
            throw new IllegalArgumentException(
                    "a prefix is names joined by slashes, none of them empty, \".\" or \"..\"; got \"" + prefix + "\"");
        }
        if (prefix.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(prefix)) {
            throw new IllegalArgumentException("a prefix is text without control characters");
        }
    }

    /** The key of an object. */
    String key(BlobKey key) {
        return prefix + key.path();
    }

    /** The key, or the beginning of one, of an object. */
    String key(String path) {
        return prefix + path;
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
