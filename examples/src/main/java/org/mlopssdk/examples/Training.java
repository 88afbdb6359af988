package org.mlopssdk.examples;

import java.util.ArrayList;
import java.util.List;
import org.mlopssdk.MlOps;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.EarlyStopping;
import org.mlopssdk.run.Run;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/** Trains a model in a run of its own, epoch by epoch until that no longer pays, and registers it as the next version. */
public final class Training {

    /** The loss on the validation rows after each epoch. */
    static final String LOSS = "loss.validation";

    /** By how much the loss has to fall for an epoch to count as better. */
    static final double MIN_DELTA = 0.002;

    private static final int MOST_EPOCHS = 40;

    private final MlOps mlops;
    private final Scenario scenario;
    private final ProgressListener listener;

    /**
     * A training that tells nobody how far it has come.
     *
     * @param mlops keeps runs and models
     * @param scenario what to learn
     */
    public Training(MlOps mlops, Scenario scenario) {
        this(mlops, scenario, ProgressListener.NONE);
    }

    /**
     * A training.
     *
     * @param mlops keeps runs and models
     * @param scenario what to learn
     * @param listener is told of each epoch
     */
    public Training(MlOps mlops, Scenario scenario, ProgressListener listener) {
        this.mlops = mlops;
        this.scenario = scenario;
        this.listener = listener;
    }

    /**
     * Trains and registers a model.
     *
     * @param data the snapshot that the rows come from
     * @param table the rows to train on
     * @param why what is special about it
     * @return the new version, with its metrics on the test rows and the profile of what it was trained on
     * @throws Exception if anything fails; the run has failed then
     */
    public ArtifactVersion run(ArtifactVersion data, Table table, String why) throws Exception {
        LabelledRows rows = scenario.labelled(table);
        return mlops.experiment(scenario.name()).run(run -> {
            run.input(data).param("rows", rows.size()).param("learning.rate", EpochTrainer.LEARNING_RATE);
            TribuoModel model = fit(run, rows);
            Metrics metrics =
                    Evaluation.of(model, scenario.labelled(scenario.parts().test()));
            run.metrics(metrics);
            return mlops.model(scenario.name())
                    .newVersion()
                    .from(run)
                    .describe(why)
                    .add(TribuoModel.FILE, model::save)
                    .add(ReferenceProfile.fit(rows.features()))
                    .metrics(metrics)
                    .register();
        });
    }

    private TribuoModel fit(Run run, LabelledRows rows) {
        LabelledRows validation = scenario.labelled(scenario.parts().validation());
        EpochTrainer trainer = new EpochTrainer(rows);
        EarlyStopping stopping = EarlyStopping.whenNotFalling().patience(2).minDelta(MIN_DELTA);
        List<TribuoModel> models = new ArrayList<>();
        double loss;
        do {
            models.add(trainer.nextEpoch());
            loss = Evaluation.logLoss(models.get(models.size() - 1), validation);
            run.metric(LOSS, loss, models.size());
            listener.onProgress(new Progress("epochs", models.size(), MOST_EPOCHS));
        } while (!stopping.observe(loss, models.size()) && models.size() < MOST_EPOCHS);
        run.param("best.epoch", stopping.bestStep());
        return models.get((int) stopping.bestStep() - 1);
    }
}
