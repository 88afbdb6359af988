package org.mlopssdk.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.mlopssdk.s3.MultipartRequests.Marker;
import org.mlopssdk.s3.MultipartRequests.Page;
import org.mlopssdk.s3.MultipartRequests.Part;
import org.mlopssdk.s3.MultipartRequests.Upload;

/**
 * Uploads in parts that nobody will end: their parts are stored, and paid for, and no listing of objects shows them. An upload counts as one if it was begun
 * long ago and no part of it has arrived since, by the server's own clock; so a writer that is alive, however slow, keeps its own. Only uploads of this store are
 * looked at.
 */
final class OrphanedUploads {

    private final MultipartRequests requests;
    private final Attempts attempts;
    private final String prefix;

    OrphanedUploads(Bucket bucket, Attempts attempts) {
        this.requests = new MultipartRequests(bucket);
        this.attempts = attempts;
        this.prefix = bucket.place().key("blobs/");
    }

    /** Those of which nothing was heard for so long; none where the server does not tell its time, or keeps no list. */
    List<Upload> list(Duration silent) {
        List<Upload> orphans = new ArrayList<>();
        Marker from = null;
        do {
            Marker next = from;
            Page<Upload> page = attempts.run(() -> requests.uploads(prefix, next));
            Instant now = page.now();
            if (now != null) {
                Instant latest = now.minus(silent);
                page.items().stream()
                        .filter(upload -> upload.key().startsWith(prefix))
                        .filter(upload -> upload.begun().isBefore(latest) && isSilentSince(upload, latest))
                        .forEach(orphans::add);
            }
            from = page.next() == null || page.next().equals(from) ? null : page.next();
        } while (from != null);
        return orphans;
    }

    /** Aborts those of which nothing was heard for so long, and tells which. */
    List<Upload> abort(Duration silent) {
        List<Upload> orphans = list(silent);
        for (Upload upload : orphans) {
            attempts.run(() -> {
                requests.abort(upload.key(), upload.id());
                return upload;
            });
        }
        return orphans;
    }

    private boolean isSilentSince(Upload upload, Instant latest) {
        Marker from = null;
        do {
            Marker next = from;
            Page<Part> page;
            try {
                page = attempts.run(() -> requests.parts(upload.key(), upload.id(), next));
            } catch (Failure e) {
                if (e.code().filter("NoSuchUpload"::equals).isPresent()) {
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
