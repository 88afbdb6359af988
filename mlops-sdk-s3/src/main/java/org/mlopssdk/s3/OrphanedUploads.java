package org.mlopssdk.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.s3.MultipartRequests.Marker;
import org.mlopssdk.s3.MultipartRequests.Page;
import org.mlopssdk.s3.MultipartRequests.Part;
import org.mlopssdk.s3.MultipartRequests.Upload;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.UnfinishedContent.Unfinished;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads in parts that nobody will end: their parts are stored, and paid for, and no listing of objects shows them. An upload counts as one if it was begun
 * long ago and no part of it has arrived since, by the server's own clock; so a writer that is alive, however slow, keeps its own. Only uploads of this store are
 * looked at.
 */
final class OrphanedUploads {

    private static final Logger LOG = LoggerFactory.getLogger(S3BlobStore.class);

    private final MultipartRequests requests;
    private final Attempts attempts;
    private final Place place;
    private final String prefix;

    OrphanedUploads(Bucket bucket, Attempts attempts) {
        this.requests = new MultipartRequests(bucket);
        this.attempts = attempts;
        this.place = bucket.place();
        this.prefix = place.key("blobs/sha256/");
    }

    /** Those of which nothing was heard for so long; none where the server does not tell its time, or keeps no list. */
    List<Unfinished> list(Duration silent) {
        try {
            return listAll(silent);
        } catch (Failure e) {
            if (e.is(Failure.Kind.REFUSED)) {
                LOG.warn("unfinished uploads below {} are not looked for: {}", prefix, e.getMessage());
                return List.of();
            }
            throw e;
        }
    }

    /** Aborts one; who was only paused begins again. */
    void abort(Unfinished orphan) {
        try {
            attempts.run(() -> {
                requests.abort(place.key(orphan.digest().key()), orphan.id());
                return orphan;
            });
        } catch (Failure e) {
            if (!isGone(e)) {
                throw e;
            }
        }
    }

    private List<Unfinished> listAll(Duration silent) {
        List<Unfinished> orphans = new ArrayList<>();
        Marker from = null;
        do {
            Marker next = from;
            Page<Upload> page = attempts.run(() -> requests.uploads(prefix, next));
            Instant now = page.now();
            if (now != null) {
                Instant latest = now.minus(silent);
                for (Upload upload : page.items()) {
                    Digest digest = digest(upload.key());
                    if (digest != null && upload.begun().isBefore(latest) && isSilentSince(upload, latest)) {
                        orphans.add(new Unfinished(digest, upload.id(), upload.begun()));
                    }
                }
            }
            from = page.next() == null || page.next().equals(from) ? null : page.next();
        } while (from != null);
        return orphans;
    }

    /** What an upload would become; nothing for those that are not this library's. */
    private @Nullable Digest digest(String key) {
        String path = key.startsWith(prefix) ? key.substring(prefix.length()) : "";
        return path.matches("[0-9a-f]{2}/[0-9a-f]{62}") ? new Digest(path.replace("/", "")) : null;
    }

    private static boolean isGone(Failure e) {
        return e.code().filter("NoSuchUpload"::equals).isPresent();
    }

    private boolean isSilentSince(Upload upload, Instant latest) {
        Marker from = null;
        do {
            Marker next = from;
            Page<Part> page;
            try {
                page = attempts.run(() -> requests.parts(upload.key(), upload.id(), next));
            } catch (Failure e) {
                if (isGone(e)) {
                    return false; // ended meanwhile
                }
                throw e;
            }
            if (page.items().stream().anyMatch(part -> !part.arrived().isBefore(latest))) {
                return false;
            }
            from = page.next() == null || page.next().equals(from) ? null : page.next();
        } while (from != null);
        return true;
    }
}
