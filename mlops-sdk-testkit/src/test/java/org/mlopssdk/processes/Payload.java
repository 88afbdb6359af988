package org.mlopssdk.processes;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Content that follows from a text, so that whoever reads it knows what it has to be. */
final class Payload {

    /** The file that holds the text itself. */
    static final String OWN_FILE = "own.txt";

    private static final byte[] SHARED =
            "the same in every version\n".repeat(100).getBytes(StandardCharsets.UTF_8);
    private static final int SMALL = 64 << 10;
    private static final int LARGE = 2 << 20;
    private static final int SMALL_FOR_EACH_LARGE = 15;

    private Payload() {}

    /** The files of a version: its text, what is the same in all, and weights, some of them large. */
    static SortedMap<String, byte[]> files(String text) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(OWN_FILE, text.getBytes(StandardCharsets.UTF_8));
        files.put("config/shared.txt", SHARED);
        files.put("weights.bin", bytes(text));
        return files;
    }

    static byte[] bytes(String text) {
        SplittableRandom random = new SplittableRandom(text.hashCode());
        boolean large = random.nextInt(SMALL_FOR_EACH_LARGE + 1) == 0;
        byte[] bytes = new byte[random.nextInt(large ? LARGE : SMALL)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The value of a metric at a step of a run. */
    static double point(String run, long step) {
        return new SplittableRandom(run.hashCode() + step).nextDouble();
    }
}
