package org.mlopssdk.journal;

import java.time.Clock;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Who writes, by which clock, and with ids from which source.
 *
 * @param name who, such as {@code alice} or {@code ci}
 * @param clock tells the time of entries
 * @param random gives ids and salts; a secure one outside tests
 * @since 0.1.0
 */
public record Author(String name, Clock clock, RandomGenerator random) {

    private static final int ID_BYTES = 16;

    /**
     * An id that nobody else has.
     *
     * @return 32 lower-case hexadecimal digits
     */
    public String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
