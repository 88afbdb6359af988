package org.mlopssdk.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;

/** A store with a champion and a candidate that is worse, gates that see it, and JUnit running tests within a test. */
final class Scenes {

    static final Gate RELEASE =
            Gate.named("release").require("f1", atLeast(0.7)).require("f1", dropAtMost(0.02));

    private Scenes() {}

    /** Version 1 is the champion; version 2 has lost 0.059 of its f1, and is slow. */
    static MlOps store() {
        MlOps mlops = MlOps.open(URI.create("memory:/"));
        Artifact fraud = mlops.model("fraud");
        promote(fraud, register(fraud, 0.8, 12), "champion");
        promote(fraud, register(fraud, 0.741, 31), "candidate");
        return mlops;
    }

    static ArtifactVersion register(Artifact model, double f1, double latency) {
        return model.newVersion()
                .add("model.txt", ("f1 " + f1).getBytes(StandardCharsets.UTF_8))
                .metrics(Metrics.of(Metric.of("f1", f1).withN(412), Metric.of("latency.p95.ms", latency)))
                .register();
    }

    static void promote(Artifact model, ArtifactVersion version, String alias) {
        model.promote(version).to(alias).overriding("a scene").commit();
    }

    /** Allows what the candidate has, and advises what it has not. */
    static Gate lenient() {
        return Gate.named("lenient").require("f1", atLeast(0.741)).advise("latency.p95.ms", atMost(20));
    }

    static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute();
    }

    static EngineExecutionResults run(Class<?> tests, String property, String value) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter(property, value)
                .execute();
    }
}
