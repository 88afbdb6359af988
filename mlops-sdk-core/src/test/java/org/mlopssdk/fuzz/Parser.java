package org.mlopssdk.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.journal.EntryFuzzing;
import org.mlopssdk.journal.Notes;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.run.SegmentFuzzing;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.FormatFuzzing;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.Name;

/**
 * Each parser of what lies in a store, fed with any bytes. It takes them or refuses them with the errors it is documented to throw; what it takes
 * is written and read again as the same. Anything else that is thrown is a finding.
 */
enum Parser {
    /** An entry of a journal, from the document on its first line; the digest line is made to fit. */
    ENTRY {
        @Override
        void parse(byte[] input) {
            EntryFuzzing.parseDocument(input);
        }
    },
    /** An entry as it is stored, with whatever stands on its second line. */
    RECORD {
        @Override
        void parse(byte[] input) {
            EntryFuzzing.parseRecord(input);
        }
    },
    /** The body of an entry of the catalog. */
    CATALOG {
        @Override
        void parse(byte[] input) {
            MemoryBlobStore store = new MemoryBlobStore();
            EntryFuzzing.append(store, "catalog", "streams", input);
            try (MlOps mlops = open(store)) {
                mlops.models();
                mlops.experiments();
                mlops.verify();
            }
        }
    },
    /** The body of an entry of a model, with all that is asked of a model. */
    MODEL {
        @Override
        void parse(byte[] input) {
            MemoryBlobStore store = new MemoryBlobStore();
            EntryFuzzing.append(store, "model", "failure", input);
            try (MlOps mlops = open(store)) {
                mlops.verify();
                Artifact model = mlops.model("failure");
                model.aliases().forEach(alias -> model.history(alias.name()));
                model.versions().forEach(version -> version.tags());
            }
        }
    },
    /** The body of an entry of an experiment. */
    EXPERIMENT {
        @Override
        void parse(byte[] input) {
            MemoryBlobStore store = new MemoryBlobStore();
            EntryFuzzing.append(store, "experiment", "e", input);
            try (MlOps mlops = open(store)) {
                mlops.verify();
                mlops.experiment("e").runs();
            }
        }
    },
    /** The manifest of a version. */
    MANIFEST {
        @Override
        void parse(byte[] input) {
            Manifest manifest = Manifest.fromJson(input, "manifest");
            byte[] written = manifest.toJson();
            Manifest again = Manifest.fromJson(written, "manifest");
            requireSame(manifest, again);
            requireSame(Digest.of(written), Digest.of(again.toJson()));
            manifest.toString();
            manifest.contentDigest();
        }
    },
    /** A note, under its own digest. */
    NOTE {
        @Override
        void parse(byte[] input) {
            MemoryBlobStore store = new MemoryBlobStore();
            Notes notes = new Notes(store, new SplittableRandom(1));
            String text = notes.read(store.put(Content.of(input)));
            if (!text.isBlank() && text.length() <= Notes.MAX_LENGTH) {
                requireSame(text, notes.read(notes.write(text)));
            }
        }
    },
    /** The lines of a segment of a run's log; the digest line is made to fit. */
    SEGMENT {
        @Override
        void parse(byte[] input) {
            SegmentFuzzing.parse(input);
        }
    },
    /** The report of a gate. */
    GATE_REPORT {
        @Override
        void parse(byte[] input) {
            GateReport report = GateReport.fromJson(input);
            GateReport again = GateReport.fromJson(report.toJson());
            requireSame(report, again);
            requireSame(report.toString(), again.toString());
            requireSame(report.groups(), again.groups());
            requireSame(report.toMarkdown(), again.toMarkdown());
            report.verdict();
            report.failures();
            report.toHtml();
        }
    },
    /** A gate as people write it. */
    GATE {
        @Override
        void parse(byte[] input) {
            Gate gate = Gate.fromJson(input);
            Gate again = Gate.fromJson(gate.toJson());
            requireSame(gate.requirements(), again.requirements());
            requireSame(gate.toString(), again.toString());
            requireSame(Digest.of(gate.toJson()), Digest.of(again.toJson()));
            gate.groups().forEach(gate::group);
        }
    },
    /** The file that says which layout a directory has. */
    FORMAT {
        @Override
        void parse(byte[] input) throws IOException {
            FormatFuzzing.parse(input);
        }
    },
    /** A path in an artifact: one that is taken names a file below any directory. */
    ARTIFACT_PATH {
        @Override
        void parse(byte[] input) {
            String path = new String(input, StandardCharsets.UTF_8);
            ArtifactFile file = new ArtifactFile(path, Digest.of(input), 1);
            Path root = Path.of("/srv/target");
            Path below = root.resolve(file.path());
            if (!below.equals(below.normalize()) || !below.startsWith(root) || below.equals(root)) {
                throw new AssertionError(path + " leads to " + below);
            }
        }
    },
    /** Keys, names and digests. */
    KEY {
        @Override
        void parse(byte[] input) {
            String text = new String(input, StandardCharsets.UTF_8);
            Path root = Path.of("/srv/store");
            try {
                Path below = root.resolve(BlobKey.of(text).path());
                if (!below.equals(below.normalize()) || !below.startsWith(root) || below.equals(root)) {
                    throw new AssertionError(text + " leads to " + below);
                }
            } catch (IllegalArgumentException e) {
                requireBounded(e);
            }
            try {
                Name.require("a name", text);
            } catch (IllegalArgumentException e) {
                requireBounded(e);
            }
            new Digest(text);
        }
    };

    private static final int MAX_MESSAGE = 1000;

    /** Takes the bytes, or throws what it may. */
    abstract void parse(byte[] input) throws Exception;

    /** Parses, and lets nothing through but findings. */
    final void fuzz(byte[] input) throws Exception {
        try {
            parse(input);
        } catch (MlOpsException | IllegalArgumentException e) {
            requireBounded(e);
        }
    }

    private static void requireBounded(RuntimeException e) {
        if (String.valueOf(e.getMessage()).length() > MAX_MESSAGE) {
            throw new AssertionError("a message of " + e.getMessage().length() + " characters", e);
        }
    }

    private static void requireSame(Object one, Object other) {
        if (!one.equals(other)) {
            throw new AssertionError(one + " is read again as " + other);
        }
    }

    private static MlOps open(MemoryBlobStore store) {
        return MlOps.builder()
                .store(store)
                .clock(Clock.systemUTC())
                .polling(Duration.ofHours(1))
                .random(new SplittableRandom(1))
                .open();
    }

    /** The directory of what is always tried. */
    String corpus() {
        return name().toLowerCase(Locale.ROOT);
    }
}
