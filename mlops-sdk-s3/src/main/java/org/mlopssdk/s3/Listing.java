package org.mlopssdk.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.BlobKey;

/**
 * Lists keys of a store, passing over what lies among its objects and is none of its own. A store lists in the order of UTF-8, which is that of the text
 * for keys of ASCII; an answer that is out of order, or does not come to an end, is refused.
 */
final class Listing {

    /** What a key may begin with: names and slashes, see {@link org.mlopssdk.store.Name}. */
    private static final Pattern BEGINNING = Pattern.compile("([a-z0-9][a-z0-9._-]*/)*([a-z0-9][a-z0-9._-]*)?");

    /** Sorts behind whatever a key may have in its place, and is the last character that a URL or XML takes as it is. */
    private static final char LAST = '~';

    /** Stores may answer with nothing and say that there is more, where much was deleted. */
    private static final int MOST_EMPTY_PAGES = 1000;

    private final Bucket bucket;
    private final Attempts attempts;

    Listing(Bucket bucket, Attempts attempts) {
        this.bucket = bucket;
        this.attempts = attempts;
    }

    List<BlobKey> keys(String prefix, String startAfter, int limit) {
        return BEGINNING.matcher(prefix).matches() ? new One(prefix, limit).keys(plain(startAfter)) : List.of();
    }

    /** Text that the same keys sort behind, of characters that every store understands. */
    private static String plain(String startAfter) {
        for (int i = 0; i < startAfter.length(); i++) {
            char c = startAfter.charAt(i);
            if (c < ' ' || c >= LAST) {
                return startAfter.substring(0, i) + (c < ' ' ? "" : LAST);
            }
        }
        return startAfter;
    }

    /** One listing, of as many requests as it takes. */
    private final class One {

        private final String root = bucket.place().prefix();
        private final String prefix;
        private final int limit;
        private final List<BlobKey> found = new ArrayList<>();
        private int emptyPages;

        One(String prefix, int limit) {
            this.prefix = root + prefix;
            this.limit = limit;
        }

        List<BlobKey> keys(String startAfter) {
            String after = startAfter.isEmpty() ? "" : root + startAfter;
            Bucket.Page page = page(after, null);
            while (true) {
                for (String key : page.keys()) {
                    take(key, after);
                    after = key;
                }
                if (!page.more() || found.size() >= limit) {
                    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
                }
                page = next(page, after);
            }
        }

        /** Behind the last key: so each request comes further, whatever the store's tokens are. */
        private Bucket.Page next(Bucket.Page page, String after) {
            if (!page.keys().isEmpty()) {
                return page(after, null);
            }
            if (page.token() == null || ++emptyPages > MOST_EMPTY_PAGES) {
                throw refused("says again and again that there is more, and gives nothing");
            }
            return page(after, page.token());
        }

        private Bucket.Page page(String after, @Nullable String token) {
            return attempts.run(() -> bucket.list(prefix, after, token, limit));
        }

        private void take(String key, String after) {
            if (!key.startsWith(prefix)) {
                throw refused("gives a key that does not begin with \"" + prefix + "\"");
            }
            if (!after.isEmpty() && !isBehind(key, after)) {
                throw refused("gives keys that are not in order, or not behind \"" + after + "\"");
            }
            key(key.substring(root.length())).ifPresent(found::add);
        }

        private Failure refused(String problem) {
            return Failure.of(Failure.Kind.REFUSED, "the listing cannot be trusted: the store " + problem);
        }
    }

    private static boolean isBehind(String key, String after) {
        return Arrays.compareUnsigned(key.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8)) > 0;
    }

    private static Optional<BlobKey> key(String path) {
        try {
            return Optional.of(BlobKey.of(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
