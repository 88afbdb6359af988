package org.mlopssdk.monitoring.evaluation;

/** A sum that keeps the bits a plain one loses, also where terms cancel, after Neumaier (1974). */
final class Sum {
    private double sum;
    private double lost;

    void add(double term) {
        double next = sum + term;
        lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
        sum = next;
    }

    double value() {
        return Double.isFinite(sum) ? sum + lost : sum;
    }
}
