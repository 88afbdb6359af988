package org.mlopssdk.store;

import java.time.Duration;
import java.util.function.Consumer;
import org.mlopssdk.MlOps;
import org.mlopssdk.run.RunOptions;
import org.mlopssdk.store.RecordingDisk.Check;

/** Registries on stores whose disk is watched: nothing is flushed but when asked, so that the same steps come in the same order. */
final class Registries {

    private Registries() {}

    static MlOps open(DirectoryBlobStore store) {
        RunOptions whenAsked = RunOptions.ofDefaults().flushEvery(Duration.ofHours(1));
        return MlOps.builder().store(store).runs(whenAsked).open();
    }

    static Check looking(Consumer<MlOps> check) {
        return store -> {
            try (MlOps mlops = open(store)) {
                check.accept(mlops);
            }
        };
    }
}
