package org.mlopssdk.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mlopssdk.MlOps;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.Run;
import org.mlopssdk.run.RunRecord;
import org.mlopssdk.run.RunStatus;

/** What a registry on a store is asked to do, each with what has to hold whatever happened on the wire. */
final class RegistryDeeds {

    private static final String MODEL = "failure";
    private static final String ALIAS = "champion";
    private static final String FILE = "weights.bin";
    private static final int SMALL = 3000;
    private static final int LARGE = Lab.PART + 1000;

    private RegistryDeeds() {}

    static Map<String, Deed.Maker> all() {
        Map<String, Deed.Maker> deeds = new LinkedHashMap<>();
        deeds.put("register the first version", (lab, corner) -> register(corner, lab.bytes(SMALL)));
        deeds.put("register", (lab, corner) -> {
            version(corner.beside(), lab.bytes(SMALL));
            return register(corner, lab.bytes(SMALL));
        });
        deeds.put("register in parts", (lab, corner) -> {
            version(corner.beside(), lab.bytes(SMALL));
            return register(corner, lab.bytes(LARGE));
        });
        deeds.put("promote", RegistryDeeds::promote);
        deeds.put("resolve and read", RegistryDeeds::resolve);
        deeds.put("flush metrics", (lab, corner) -> flush(corner));
        deeds.put("end a run", (lab, corner) -> end(corner));
        return deeds;
    }

    private static ArtifactVersion version(MlOps mlops, byte[] content) {
        return mlops.model(MODEL).newVersion().add(FILE, content).register();
    }

    private static Deed register(Lab.Corner corner, byte[] content) {
        Artifact model = corner.mlops().model(MODEL);
        return new StoreDeeds.Halves(
                () -> Told.by(() -> {
                    model.newVersion().add(FILE, content).register();
                    return Told.DONE;
                }),
                told -> registered(told, corner, content));
    }

    private static Optional<Wrong> registered(Told told, Lab.Corner corner, byte[] content) throws IOException {
        int ours = 0;
        for (ArtifactVersion version : corner.beside().model(MODEL).versions()) {
            try (InputStream in = version.open(FILE)) {
                ours += Arrays.equals(in.readAllBytes(), content) ? 1 : 0;
            }
        }
        return once(told, ours);
    }

    /** What has to hold of something that is found so often. */
    private static Optional<Wrong> once(Told told, int found) {
        if (found > 1) {
            return Optional.of(Wrong.DONE_TWICE);
        }
        return StoreDeeds.written(told, found == 1 ? Optional.of(new byte[0]) : Optional.empty(), present -> true);
    }

    private static Deed promote(Lab lab, Lab.Corner corner) {
        ArtifactVersion first = version(corner.beside(), lab.bytes(SMALL));
        corner.beside()
                .model(MODEL)
                .promote(first)
                .to(ALIAS)
                .overriding("first")
                .commit();
        version(corner.beside(), lab.bytes(SMALL));
        Artifact model = corner.mlops().model(MODEL);
        ArtifactVersion second = model.versions().get(1);
        return new StoreDeeds.Halves(
                () -> Told.by(() -> {
                    model.promote(second).to(ALIAS).overriding("second").commit();
                    return Told.DONE;
                }),
                told -> {
                    List<AliasChange> moves =
                            corner.beside().model(MODEL).history(ALIAS).changes();
                    return moves.get(0).to() == 1 ? once(told, moves.size() - 1) : Optional.of(Wrong.LOST_DATA);
                });
    }

    private static Deed resolve(Lab lab, Lab.Corner corner) {
        byte[] content = lab.bytes(SMALL);
        ArtifactVersion version = version(corner.beside(), content);
        corner.beside()
                .model(MODEL)
                .promote(version)
                .to(ALIAS)
                .overriding("first")
                .commit();
        return new Reading() {
            @Override
            Wrong read() throws IOException {
                Optional<ArtifactVersion> champion =
                        corner.mlops().model(MODEL).alias(ALIAS).version();
                if (champion.isEmpty()) {
                    return Wrong.LOST_DATA;
                }
                try (InputStream in = champion.get().open(FILE)) {
                    return Arrays.equals(in.readAllBytes(), content) ? null : Wrong.WRONG_BYTES;
                }
            }
        };
    }

    private static Deed flush(Lab.Corner corner) {
        Run run = corner.mlops().experiment(MODEL).start();
        return new StoreDeeds.Halves(
                () -> Told.by(() -> {
                    run.metric("loss", 0.5, 1).flush();
                    return Told.DONE;
                }),
                told -> {
                    List<MetricPoint> points =
                            corner.beside().experiment(MODEL).get(run.id()).history("loss");
                    // what could not be flushed is tried again in the background
                    return once(told == Told.FAILED ? Told.UNKNOWN : told, points.size());
                });
    }

    private static Deed end(Lab.Corner corner) {
        Run run = corner.mlops().experiment(MODEL).start();
        run.metric("loss", 0.5, 1).flush();
        run.metric("loss", 0.4, 2).flush();
        return new StoreDeeds.Halves(
                () -> Told.by(() -> {
                    run.close();
                    return Told.DONE;
                }),
                told -> {
                    RunRecord record = corner.beside().experiment(MODEL).get(run.id());
                    if (record.history("loss").size() != 2) {
                        return Optional.of(Wrong.LOST_DATA);
                    }
                    return once(
                            told == Told.FAILED ? Told.UNKNOWN : told, record.status() == RunStatus.FINISHED ? 1 : 0);
                });
    }
}
