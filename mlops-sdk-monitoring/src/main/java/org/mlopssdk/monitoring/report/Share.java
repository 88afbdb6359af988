package org.mlopssdk.monitoring.report;

import java.util.List;

/**
 * One bin or category, and its shares of both sides.
 *
 * @param label what it holds, in words
 * @param contribution its summand of the population stability index
 */
record Share(String label, double reference, double current, double contribution) {

    /** Several as one. */
    static Share sum(String label, List<Share> shares) {
        return new Share(
                label,
                shares.stream().mapToDouble(Share::reference).sum(),
                shares.stream().mapToDouble(Share::current).sum(),
                shares.stream().mapToDouble(Share::contribution).sum());
    }

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
