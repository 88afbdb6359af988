package com.acme.fraud;

import org.mlopssdk.junit.QualityGate;

/** Whether the latest model may replace the champion; the gate stands in release.json. */
class ReleaseTest {

    @QualityGate(model = "fraud", baseline = "fraud@champion", gate = "release.json")
    void release() {}
}
