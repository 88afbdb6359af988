package org.mlopssdk.examples;

import static org.tribuo.math.optimisers.SGD.getSimpleSGD;

import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.MeanStdDevTransformation;

/**
 * Trains a logistic regression an epoch at a time. Each epoch goes on from the weights that the one before ended with, over rows shuffled anew;
 * plain gradient descent keeps nothing else from step to step, so nothing is lost between epochs.
 */
final class EpochTrainer {

    static final double LEARNING_RATE = 0.003;
    static final long SEED = 1;

    /** Never: Tribuo would log the loss, where we want it as a metric. */
    private static final int LOGGING = -1;

    /** Tribuo announces each call. Loggers are held weakly, so this one is kept. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    static {
        TRIBUO.setLevel(Level.WARNING);
    }

    private final MutableDataset<Label> data;
    private final List<String> features;
    private final TransformTrainer<Label> scaled =
            new TransformTrainer<>(new WarmTrainer(), new TransformationMap(List.of(new MeanStdDevTransformation())));

    EpochTrainer(LabelledRows rows) {
        LabelFactory labels = new LabelFactory();
        features = rows.features().names();
        data = new MutableDataset<>(new SimpleDataSourceProvenance("rows of a table", labels), labels);
        for (int row = 0; row < rows.size(); row++) {
            data.add(TribuoModel.example(TribuoModel.label(rows.label(row)), features, rows.row(row)));
        }
    }

    /** Goes once more through the data. */
    TribuoModel nextEpoch() {
        Model<Label> model = scaled.train(data);
        return new TribuoModel(model, features);
    }

    /** Tribuo begins each training with zeros, this one with what the last training ended with. */
    private static final class WarmTrainer extends LinearSGDTrainer {

        private @Nullable DenseMatrix weights;

        WarmTrainer() {
            super(new LogMulticlass(), getSimpleSGD(LEARNING_RATE), 1, LOGGING, SEED);
        }

        @Override
        protected LinearParameters createParameters(int features, int labels, SplittableRandom random) {
            return weights == null ? super.createParameters(features, labels, random) : new LinearParameters(weights);
        }

        @Override
        protected LinearSGDModel createModel(
                String name,
                ModelProvenance provenance,
                ImmutableFeatureMap features,
                ImmutableOutputInfo<Label> labels,
                LinearParameters parameters) {
            weights = parameters.getWeightMatrix().copy();
            return super.createModel(name, provenance, features, labels, parameters);
        }
    }
}
