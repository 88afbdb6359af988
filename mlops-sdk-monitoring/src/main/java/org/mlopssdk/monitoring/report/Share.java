package org.mlopssdk.monitoring.report;

/**
 * One bin or category, and its shares of both sides.
 *
 * @param label what it holds, in words
 * @param contribution its summand of the population stability index
 */
record Share(String label, double reference, double current, double contribution) {

    double change() {
        return current - reference;
    }

    double larger() {
        return Math.max(reference, current);
    }

    /** Both shares in words. */
    String told() {
        return Numbers.percent(reference) + " → " + Numbers.percent(current);
    }
}
