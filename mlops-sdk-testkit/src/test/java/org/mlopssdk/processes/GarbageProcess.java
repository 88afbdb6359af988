package org.mlopssdk.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.DirectoryBlobStore;

/**
 * A program that makes garbage, refers to the garbage of others, and promotes what it registers; or, as the collector, collects garbage. All of
 * them draw from one sequence of contents, so that what one has left another soon needs.
 */
final class GarbageProcess {

    private static final int NEAR = 6;
    private static final int CONTENTS_OF_A_MODEL = 30;

    private GarbageProcess() {}

    static List<String> writer(Path store, String name, Path log, Path stop) {
        return command("writer", store, name, log, stop);
    }

    static List<String> collector(Path store, String name, Path log, Path stop) {
        return command("collector", store, name, log, stop);
    }

    private static List<String> command(String role, Path store, String name, Path log, Path stop) {
        return ChildJvm.command(
                GarbageProcess.class, List.of(), role, store.toString(), name, log.toString(), stop.toString());
    }

    static String model(int content) {
        return "model" + content / CONTENTS_OF_A_MODEL;
    }

    static byte[] bytes(int content) {
        return ("content " + content).getBytes(StandardCharsets.UTF_8);
    }

    /** Takes the role, the store, the writer's name, the file of acknowledgements, and the file that ends it. */
    public static void main(String[] args) throws IOException {
        DirectoryBlobStore store = DirectoryBlobStore.open(Path.of(args[1]));
        Path stop = Path.of(args[4]);
        try (MlOps mlops = MlOps.builder().store(store).author(args[2]).open();
                AckLog acks = AckLog.create(Path.of(args[3]))) {
            SplittableRandom random = new SplittableRandom(args[2].hashCode());
            for (int next = 0; Files.notExists(stop); next++) {
                if (args[0].equals("collector")) {
                    mlops.garbage().collect();
                    acks.refused("collected");
                } else {
                    write(mlops, store, next / 2 + random.nextInt(NEAR), random.nextInt(3), acks);
                }
            }
        }
    }

    private static void write(MlOps mlops, DirectoryBlobStore store, int content, int what, AckLog acks)
            throws IOException {
        if (what == 0) {
            Digest digest = store.put(Content.of(bytes(content)));
            acks.put(digest, "left");
            return;
        }
        Artifact model = mlops.model(model(content));
        ArtifactVersion version = model.newVersion()
                .add("weights.bin", bytes(content))
                .add("next/weights.bin", bytes(content + 1))
                .register();
        acks.registered(version.number(), version.digest(), Integer.toString(content));
        if (what == 1) {
            model.promote(version)
                    .to("alias" + version.number())
                    .overriding("reason " + content)
                    .commit();
            acks.moved(1, version.number(), Integer.toString(content));
        }
    }
}
