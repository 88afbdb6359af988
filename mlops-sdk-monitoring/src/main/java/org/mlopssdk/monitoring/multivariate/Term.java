package org.mlopssdk.monitoring.multivariate;

/** A column of numbers that stands for a feature, or for a condition on it that holds (1) or does not (0). */
record Term(String feature, String text) {}
