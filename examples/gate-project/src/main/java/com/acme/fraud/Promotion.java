package com.acme.fraud;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;

/** Makes the latest version the champion, if the gate lets it: the report that allowed it is kept as evidence. */
public final class Promotion {

    private Promotion() {}

    /**
     * Promotes.
     *
     * @param args nothing
     * @throws IOException if the gate cannot be read
     */
    public static void main(String... args) throws IOException {
        try (MlOps mlops = MlOps.open();
                InputStream json = Promotion.class.getResourceAsStream("release.json")) {
            Gate gate =
                    Gate.fromJson(Objects.requireNonNull(json, "release.json").readAllBytes());
            Artifact fraud = mlops.model("fraud");
            ArtifactVersion candidate = fraud.latest().orElseThrow();
            fraud.promote(candidate)
                    .to("champion")
                    .requiring(gate.evaluate(candidate, fraud.alias("champion")))
                    .commit();
            System.out.println(fraud.alias("champion"));
        }
    }
}
