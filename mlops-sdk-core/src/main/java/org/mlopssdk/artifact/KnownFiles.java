package org.mlopssdk.artifact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.mlopssdk.store.FileStamp;

/**
 * What files this process has stored already, so that an unchanged directory is not read again. A file is taken as unchanged while its path, inode, size, time of
 * modification and time of change are, the last of which no program can set back; and only if both times lay more than two seconds before it was read, since a
 * change within one tick of a file system's clock would not show. Where a file system has no time of change nothing is remembered, and where the store has lost
 * the content it is read again.
 *
 * <p>Not noticed is a program that writes through a memory mapping which it has written to before and whose pages have not reached the disk since, and a
 * clock that is set back to exactly the time of an earlier change. At most 100,000 files are remembered. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class KnownFiles {

    private static final int MOST = 100_000;
    private static final Duration TICK = Duration.ofSeconds(2);

    private final Clock clock;
    private final Cache<Path, Known> files =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** Knows no files yet; the clock is the one by which file systems stamp. */
    KnownFiles(Clock clock) {
        this.clock = clock;
    }

    private record Known(FileStamp stamp, ArtifactFile file) {}

    /** What was stored of the file, under whatever path in an artifact. */
    Optional<ArtifactFile> find(Path file, FileStamp stamp) {
        Known known = files.getIfPresent(file.toAbsolutePath());
        return known == null || !known.stamp.equals(stamp) ? Optional.empty() : Optional.of(known.file);
    }

    /** The time before which a file must have changed last, for what is read from now on to be remembered. */
    Instant now() {
        return clock.instant().minus(TICK);
    }

    void remember(Path file, FileStamp stamp, Instant before, ArtifactFile stored) {
        if (stamp.isBefore(before)) {
            files.put(file.toAbsolutePath(), new Known(stamp, stored));
        }
    }

    @Override
    public String toString() {
        return "KnownFiles[" + files.estimatedSize() + "]";
    }
}
