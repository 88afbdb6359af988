package org.mlopssdk.monitoring.drift;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.json.Json;

/** A policy as people write and review it: what is absent is as by default. */
record PolicyDocument(
        int format,
        @Nullable Double ksAtLeast,
        @Nullable Double psiAtLeast,
        @Nullable Double missingChangeAtLeast,
        @Nullable Double significance,
        @Nullable Long minimumRows,
        @Nullable Boolean proofOfStability,
        @Nullable Map<String, FeaturePolicy> features,
        @Nullable FalseAlarmBudget budget) {
    private static final int VERSION = 1;
    private static final String SUBJECT = "drift policy";

    /** The first field, read by itself, since the rest of a newer document may look like anything. */
    record Format(@Nullable Integer format) {}

    static PolicyDocument of(DriftPolicy policy) {
        return new PolicyDocument(
                VERSION,
                policy.ksAtLeast(),
                policy.psiAtLeast(),
                policy.missingChangeAtLeast(),
                policy.significance(),
                policy.minimumRows(),
                policy.proofOfStability(),
                policy.features(),
                policy.budget());
    }

    static DriftPolicy read(byte[] json) {
        Integer format = Json.read(json, Format.class, SUBJECT).format();
        if (format == null || format < 1) {
            throw new CorruptedException(SUBJECT, "names no format; begin with {\"format\":" + VERSION);
        }
        if (format > VERSION) {
            throw new UnsupportedFormatException(
                    SUBJECT,
                    "is of format " + format + ", this library knows up to " + VERSION + "; use a newer mlops-sdk");
        }
        try {
            return Json.readStrictly(json, PolicyDocument.class, SUBJECT).policy();
        } catch (IllegalArgumentException e) {
            throw new CorruptedException(SUBJECT, "does not hold: " + e.getMessage(), e);
        }
    }

    private DriftPolicy policy() {
        DriftPolicy defaults = DriftPolicy.ofDefaults();
        if (features != null && features.containsValue(null)) {
            throw new IllegalArgumentException("a feature has null where its settings belong; leave it out");
        }
        return new DriftPolicy(
                Objects.requireNonNullElse(ksAtLeast, defaults.ksAtLeast()),
                Objects.requireNonNullElse(psiAtLeast, defaults.psiAtLeast()),
                Objects.requireNonNullElse(missingChangeAtLeast, defaults.missingChangeAtLeast()),
                Objects.requireNonNullElse(significance, defaults.significance()),
                Objects.requireNonNullElse(minimumRows, defaults.minimumRows()),
                Objects.requireNonNullElse(proofOfStability, defaults.proofOfStability()),
                Objects.requireNonNullElse(features, defaults.features()),
                budget);
    }
}
