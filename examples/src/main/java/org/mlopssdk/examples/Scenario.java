package org.mlopssdk.examples;

import java.util.List;
import org.mlopssdk.monitoring.table.Split;
import org.mlopssdk.monitoring.table.Table;

/**
 * Something to predict, and the data to do it with.
 *
 * @param title what it is, in a sentence
 * @param name the name of its dataset, experiment and model
 * @param label the column to predict, of zeros and ones
 * @param mainSensor the column that says most about the label
 * @param training what there is to learn from
 * @param windows what the model meets when it serves
 */
public record Scenario(
        String title, String name, String label, String mainSensor, Period training, List<Period> windows) {

    /** Neighbouring minutes are alike, so a random split flatters; a model in earnest is tested on a later time. */
    private static final Split SPLIT = Split.of(0.70, 0.15, 0.15).seed(42);

    /** Copies the windows. */
    public Scenario {
        windows = List.copyOf(windows);
    }

    /**
     * The rows of the training period: to train on, to stop early by, and to judge by.
     *
     * @return the three parts, the same each time
     */
    public Split.Parts parts() {
        return training.rows().split(SPLIT);
    }

    /**
     * The last window.
     *
     * @return what happened most lately
     */
    public Period latest() {
        return windows.get(windows.size() - 1);
    }

    /**
     * Rows with their labels told apart.
     *
     * @param table rows of this scenario
     * @return the same rows
     */
    public LabelledRows labelled(Table table) {
        return LabelledRows.of(table, label);
    }
}
