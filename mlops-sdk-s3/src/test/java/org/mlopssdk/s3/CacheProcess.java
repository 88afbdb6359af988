package org.mlopssdk.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.ProgressListener;

/**
 * A program that reads random contents through a cache which is much smaller than all of them, beside others that do the same. Says how many it
 * read, how many of these it had to fetch, how many were gone when it came to open them, and how many were wrong.
 */
final class CacheProcess {

    static final int CONTENTS = 60;

    /** What was handed out may go after a tenth of a second. */
    static final Duration IN_USE = Duration.ofMillis(100);

    static final int LARGEST = 1 << 18;

    private CacheProcess() {}

    /** Takes the directory, the bound, a seed, and how many to read. */
    public static void main(String[] args) throws Exception {
        LocalCache cache = cache(Path.of(args[0]), Long.parseLong(args[1]));
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[2]));
        long[] counts = new long[4];
        for (int reads = Integer.parseInt(args[3]); counts[0] < reads; ) {
            byte[] content = content(random.nextInt(CONTENTS));
            Path file = cache.file(Digest.of(content), ProgressListener.NONE, (part, told) -> {
                        counts[1]++;
                        part.reserve(content.length);
                        part.write(0, content, content.length);
                        return true;
                    })
                    .orElseThrow();
            counts[0]++;
            try {
                counts[3] += Arrays.equals(Files.readAllBytes(file), content) ? 0 : 1;
            } catch (NoSuchFileException e) {
                counts[2]++;
            }
        }
        System.out.println(counts[0] + " " + counts[1] + " " + counts[2] + " " + counts[3]);
    }

    static LocalCache cache(Path directory, long maxBytes) throws IOException {
        CacheDirectory files = new CacheDirectory(directory, maxBytes, IN_USE, Clock.systemUTC());
        files.open();
        return new LocalCache(files, false);
    }

    static byte[] content(int number) {
        byte[] content = new byte[1 + new SplittableRandom(number).nextInt(LARGEST)];
        new java.util.Random(number).nextBytes(content);
        return content;
    }
}
