package org.mlopssdk.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.run.SegmentFormat;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;

/** The segments of the logs of runs, looked at key by key in their order: each sealed, and those of a run without a gap. */
final class RunSegments {

    private static final Pattern KEY = Pattern.compile("runs/[^/]+/[^/]+/[0-9]{8}");
    private static final int DIGITS = 8;

    private final BlobStore store;
    private String run = "";
    private int last;

    RunSegments(BlobStore store) {
        this.store = store;
    }

    /** What is wrong with the next key; empty if nothing is. */
    Optional<String> problem(BlobKey key) {
        if (!KEY.matcher(key.path()).matches()) {
            return Optional.of("is no segment of a run's log; find out who put it there");
        }
        Optional<String> gap = gap(key);
        return content(key).or(() -> gap);
    }

    private Optional<String> gap(BlobKey key) {
        int begin = key.path().length() - DIGITS;
        String its = key.path().substring(0, begin);
        int expected = its.equals(run) ? last + 1 : 1;
        run = its;
        last = Integer.parseInt(key.path().substring(begin));
        return last == expected || isThere(BlobKey.of(its + String.format(Locale.ROOT, "%0" + DIGITS + "d", expected)))
                ? Optional.empty()
                : Optional.of("comes where number " + expected + " of its run is missing; restore that");
    }

    /** A listing may have passed over what was written meanwhile, and show what was written behind it. */
    private boolean isThere(BlobKey key) {
        try (@Nullable InputStream in = store.open(key, ByteRange.first(0)).orElse(null)) {
            return in != null;
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> content(BlobKey key) {
        try (InputStream in =
                store.open(key, ByteRange.first(BlobStore.MAX_CREATE + 1L)).orElseGet(InputStream::nullInputStream)) {
            SegmentFormat.open(in.readAllBytes(), "segment " + key);
            return Optional.empty();
        } catch (CorruptedException e) {
            return Optional.of("is torn or changed; what it held of its run's log is lost, unless a backup has it");
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e);
        }
    }
}
