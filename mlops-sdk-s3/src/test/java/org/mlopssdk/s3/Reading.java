package org.mlopssdk.s3;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deed that changes nothing: all that counts is what it hands out. */
abstract class Reading implements Deed {

    private @Nullable Wrong wrong;

    /** Reads, and gives what is wrong with what was read, or null. */
    abstract @Nullable Wrong read() throws IOException;

    @Override
    public Told act() {
        return Told.by(() -> {
            try {
                wrong = read();
                return Told.DONE;
            } catch (IOException e) {
                return Told.FAILED;
            }
        });
    }

    @Override
    public Optional<Wrong> wrong(Told told) {
        return Optional.ofNullable(wrong);
    }
}
