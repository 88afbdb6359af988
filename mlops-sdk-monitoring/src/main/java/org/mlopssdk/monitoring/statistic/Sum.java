package org.mlopssdk.monitoring.statistic;

/** A sum of many terms of one sign that keeps the bits a plain one loses, after Kahan (1965). */
final class Sum {
    private double sum;
    private double lost;

    void add(double term) {
        double corrected = term - lost;
        double next = sum + corrected;
        lost = next - sum - corrected;
        sum = next;
    }

    double value() {
        return sum;
    }
}
