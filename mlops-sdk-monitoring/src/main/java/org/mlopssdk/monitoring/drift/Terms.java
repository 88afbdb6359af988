package org.mlopssdk.monitoring.drift;

/**
 * What all tests of a report are held to.
 *
 * @param significance below which adjusted p-value a difference is beyond chance; also the risk of a proof of stability
 * @param family over how many features p-values are adjusted together, at least 1
 * @param proof whether stability has to be proved
 */
record Terms(double significance, int family, boolean proof) {

    /** What a p-value has to be below to be significant however the others turn out: the strictest step of Benjamini-Hochberg. */
    double level() {
        return significance / family;
    }
}
