package org.mlopssdk.gate;

/** What was found of one requirement: the verdict, and the reason as it follows the name of the metric. */
record Finding(Verdict verdict, String reason) {}
