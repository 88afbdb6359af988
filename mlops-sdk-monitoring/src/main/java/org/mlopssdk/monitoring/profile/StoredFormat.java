package org.mlopssdk.monitoring.profile;

import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.json.Json;

/** The first field of a stored document, read by itself, since the rest of a newer one may look like anything. */
record StoredFormat(@Nullable Integer format) {

    static <T> T read(byte[] json, Class<T> type, int known, String subject) {
        requireKnown(json, known, subject);
        return Json.read(json, type, subject);
    }

    /** The same of a document that refuses fields which it does not know. */
    static <T> T readStrictly(byte[] json, Class<T> type, int known, String subject) {
        requireKnown(json, known, subject);
        return Json.readStrictly(json, type, subject);
    }

    private static void requireKnown(byte[] json, int known, String subject) {
        Integer format = Json.read(json, StoredFormat.class, subject).format();
        if (format == null || format < 1) {
            throw new CorruptedException(subject, "names no format; it is not a " + subject);
        }
        if (format > known) {
            throw new UnsupportedFormatException(
                    subject,
                    "is of format " + format + ", this library knows up to " + known + "; use a newer mlops-sdk");
        }
    }
}
