package org.mlopssdk.monitoring.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.VersionRef;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.json.Json;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.monitoring.profile.FeatureSchema;
import org.mlopssdk.monitoring.profile.FeatureType;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.RunRecord;

/** A card as JSON, as {@link ModelCard#json} documents it. */
record CardDocument(
        int format,
        String kind,
        String name,
        long version,
        String subject,
        Instant registered,
        String registeredBy,
        @Nullable String description,
        Map<String, String> tags,
        List<Note> notes,
        List<Metric> metrics,
        List<Map<?, ?>> gates,
        @Nullable String run,
        List<String> inputs,
        @Nullable Map<String, String> params,
        @Nullable Map<String, String> environment,
        @Nullable Long rows,
        @Nullable List<Feature> features,
        List<File> files,
        List<String> missing) {
    private static final int VERSION = 1;

    /** What people said of one thing. */
    record Note(String title, String text) {}

    /** A feature of the reference. */
    record Feature(String name, FeatureType type, long rows, long missing) {
        static Feature of(FeatureSchema schema) {
            return new Feature(schema.feature(), schema.type(), schema.values() + schema.missing(), schema.missing());
        }
    }

    /** A file of the version. */
    record File(String path, String digest, long size) {}

    static String of(ModelCard card) {
        ArtifactVersion version = card.version();
        CardDocument document = new CardDocument(
                VERSION,
                version.ref().kind(),
                version.name(),
                version.number(),
                version.subject(),
                version.registered(),
                version.registeredBy(),
                version.description().orElse(null),
                version.tags(),
                card.allNotes().all().entrySet().stream()
                        .map(note -> new Note(note.getKey(), note.getValue()))
                        .toList(),
                version.metrics().all(),
                card.gates().stream().map(CardDocument::gate).toList(),
                version.lineage().run(),
                version.lineage().inputs().stream().map(VersionRef::toString).toList(),
                card.maker().map(RunRecord::params).orElse(null),
                card.maker().map(CardSections::environment).orElse(null),
                card.profile().map(ReferenceProfile::rows).orElse(null),
                card.profile().map(CardDocument::features).orElse(null),
                version.files().list().stream()
                        .map(file -> new File(file.path(), file.digest().hex(), file.size()))
                        .toList(),
                card.missing());
        return new String(Json.write(document), StandardCharsets.UTF_8) + "\n";
    }

    private static Map<?, ?> gate(GateReport report) {
        return Json.read(report.toJson(), Map.class, "gate report");
    }

    private static List<Feature> features(ReferenceProfile profile) {
        return profile.schema().stream().map(Feature::of).toList();
    }
}
