package org.mlopssdk.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.registry.ArtifactVersion;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;

/**
 * A logistic regression of Tribuo: readings in, probability out. It is kept as Tribuo's protobuf; the library neither knows nor cares, since to
 * it a model is files. Immutable.
 */
public final class TribuoModel {

    /** Where a version keeps it. */
    static final String FILE = "model.tribuo";

    private static final Label YES = new Label("1");
    private static final Label NO = new Label("0");

    private final Model<Label> model;
    private final List<String> features;

    TribuoModel(Model<Label> model, List<String> features) {
        this.model = model;
        this.features = features;
    }

    /**
     * Loads the model of a version, whose reference profile says in which order its features come.
     *
     * @param version a registered version
     * @return the model
     * @throws IOException if it cannot be read
     */
    public static TribuoModel load(ArtifactVersion version) throws IOException {
        ReferenceProfile profile = version.attachment(ReferenceProfile.FORMAT);
        try (InputStream in = version.open(FILE)) {
            return new TribuoModel(Model.deserializeFromStream(in).castModel(Label.class), profile.features());
        }
    }

    /**
     * Writes the model.
     *
     * @param out where to; stays open
     * @throws IOException if it cannot be written
     */
    public void save(OutputStream out) throws IOException {
        model.serializeToStream(out);
    }

    /**
     * How likely the label is 1.
     *
     * @param readings a value for each feature; NaN is missing, and taken for the mean of the training rows
     * @return a probability
     */
    public double probability(double... readings) {
        Label likelier = model.predict(example(LabelFactory.UNKNOWN_LABEL, features, readings))
                .getOutput();
        return likelier.getLabel().equals(YES.getLabel()) ? likelier.getScore() : 1 - likelier.getScore();
    }

    static Label label(boolean yes) {
        return yes ? YES : NO;
    }

    static Example<Label> example(Label label, List<String> features, double[] readings) {
        ArrayExample<Label> example = new ArrayExample<>(label);
        for (int i = 0; i < readings.length; i++) {
            if (!Double.isNaN(readings[i])) {
                example.add(features.get(i), readings[i]);
            }
        }
        return example;
    }
}
