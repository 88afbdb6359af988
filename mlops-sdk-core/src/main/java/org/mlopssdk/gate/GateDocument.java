package org.mlopssdk.gate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.json.Json;
import org.mlopssdk.metric.FreeText;

/** A gate as people write and review it. */
record GateDocument(int format, String gate, List<RequirementDocument> requirements) {

    private static final int VERSION = 1;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_REQUIREMENTS = 10_000;

    /** The first field, read by itself, since the rest of a newer document may look like anything. */
    record Format(@Nullable Integer format) {}

    static GateDocument of(Gate gate) {
        return new GateDocument(
                VERSION,
                gate.name(),
                gate.requirements().stream().map(RequirementDocument::of).toList());
    }

    static Gate read(Path file) {
        String subject = "gate " + file;
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(MAX_BYTES + 1), subject);
        } catch (NoSuchFileException e) {
            throw new NotFoundException(subject, "is not there; looked for " + file.toAbsolutePath(), e);
        } catch (IOException e) {
            throw new StorageException(subject, "cannot be read: " + e.getMessage(), e);
        }
    }

    static Gate read(byte[] json, String subject) {
        if (json.length > MAX_BYTES) {
            throw new CorruptedException(
                    subject, "has more than " + MAX_BYTES + " bytes; a gate is a policy, not data");
        }
        Integer format = Json.read(json, Format.class, subject).format();
        if (format == null || format < VERSION) {
            throw new CorruptedException(subject, "names no format; begin with {\"format\": " + VERSION);
        }
        if (format > VERSION) {
            throw new UnsupportedFormatException(
                    subject,
                    "is of format " + format + ", this library knows up to " + VERSION + "; use a newer mlops-sdk");
        }
        GateDocument document = Json.readStrictly(json, GateDocument.class, subject);
        try {
            return document.toGate(index -> Json.placeOf(json, "requirements", index));
        } catch (IllegalArgumentException e) {
            throw new CorruptedException(subject, "does not hold: " + e.getMessage(), e);
        }
    }

    /** Refuses what would pass anything, and what is said twice. */
    private Gate toGate(IntFunction<String> places) {
        FreeText.require("a gate's name", present(gate, "\"gate\", its name"));
        List<@Nullable RequirementDocument> all = present(requirements, "\"requirements\", a list");
        if (all.size() > MAX_REQUIREMENTS) {
            throw new IllegalArgumentException(
                    "a gate has at most " + MAX_REQUIREMENTS + " requirements, got " + all.size());
        }
        Map<Requirement, Integer> made = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            try {
                Integer before = made.putIfAbsent(
                        present(all.get(i), "an object here, not null").toRequirement(), i);
                require(before == null, "it says again what requirements[" + before + "] does; leave one out");
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        e.getMessage() + " (" + places.apply(i) + ", at requirements[" + i + "])", e);
            }
        }
        require(
                !made.keySet().stream().allMatch(Requirement::advisory),
                "it requires nothing and would pass anything; add a requirement that is not advisory");
        return new Gate(gate, List.copyOf(made.keySet()));
    }

    private static <T> T present(@Nullable T value, String what) {
        require(value != null, "a gate needs " + what);
        return Objects.requireNonNull(value);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
