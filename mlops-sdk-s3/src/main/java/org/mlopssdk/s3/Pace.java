package org.mlopssdk.s3;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells a connection that crawls from one that is just slow: no time-out strikes where a byte comes now and then. */
final class Pace {

    private static final long SPAN = TimeUnit.SECONDS.toNanos(15);
    private static final long LEAST = 1 << 16;

    private final LongSupplier nanoTime;
    private long begin;
    private long made;

    Pace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /** Notes what came, and gives up when too little has come for too long. */
    void made(int bytes) {
        made += bytes;
        long now = nanoTime.getAsLong();
        if (now - begin >= SPAN) {
            if (made < LEAST) {
                throw Failure.of(
                        Failure.Kind.LOST,
                        "only " + made + " bytes came in " + TimeUnit.NANOSECONDS.toSeconds(now - begin) + " s");
            }
            begin = now;
            made = 0;
        }
    }
}
