package org.mlopssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.ArtifactVersion;

class EpochTrainerTest {

    private final Scenario machines = Machines.scenario();
    private final LabelledRows train = machines.labelled(machines.parts().train());
    private final LabelledRows validation = machines.labelled(machines.parts().validation());

    @Test
    void eachEpochGoesOnFromTheOneBefore() {
        EpochTrainer trainer = new EpochTrainer(train);
        List<Double> losses = new ArrayList<>();
        for (int epoch = 0; epoch < 5; epoch++) {
            losses.add(Evaluation.logLoss(trainer.nextEpoch(), validation));
        }
        assertThat(losses).isSortedAccordingTo((earlier, later) -> Double.compare(later, earlier));
    }

    @Test
    void aLaterEpochLeavesTheModelOfAnEarlierOneAlone() {
        EpochTrainer trainer = new EpochTrainer(train);
        TribuoModel first = trainer.nextEpoch();
        double loss = Evaluation.logLoss(first, validation);
        trainer.nextEpoch();
        trainer.nextEpoch();
        assertThat(Evaluation.logLoss(first, validation)).isEqualTo(loss);
    }

    @Test
    void trainingIsRepeatable() {
        TribuoModel once = new EpochTrainer(train).nextEpoch();
        TribuoModel again = new EpochTrainer(train).nextEpoch();
        assertThat(Evaluation.logLoss(again, validation)).isEqualTo(Evaluation.logLoss(once, validation));
    }

    @Test
    void aModelPredictsTheSameAfterItWasStored() throws Exception {
        try (MlOps mlops = MlOps.open(URI.create("memory:/"))) {
            ArtifactVersion data = mlops.dataset("machines")
                    .newVersion()
                    .add("winter.csv", machines.training().content())
                    .register();
            ArtifactVersion version =
                    new Training(mlops, machines).run(data, machines.parts().train(), "a test");

            TribuoModel loaded = TribuoModel.load(version);
            assertThat(Evaluation.of(loaded, machines.labelled(machines.parts().test()))
                            .value("log.loss"))
                    .isEqualTo(version.metrics().value("log.loss"));
        }
    }
}
