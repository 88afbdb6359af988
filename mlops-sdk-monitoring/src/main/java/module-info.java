/** Statistics, tables, evaluation of models, reference profiles and windows, drift with reports to look at, tests over many columns, and detectors on streams. */
module org.mlopssdk.monitoring {
    requires transitive org.mlopssdk.core;
    requires de.siegmar.fastcsv;
    requires org.apache.commons.statistics.distribution;
    requires java.management;
    requires static transitive org.jspecify;

    exports org.mlopssdk.monitoring.table;
    exports org.mlopssdk.monitoring.statistic;
    exports org.mlopssdk.monitoring.evaluation;
    exports org.mlopssdk.monitoring.profile;
    exports org.mlopssdk.monitoring.drift;
    exports org.mlopssdk.monitoring.multivariate;
    exports org.mlopssdk.monitoring.stream;
    exports org.mlopssdk.monitoring.report;

    opens org.mlopssdk.monitoring.drift to
            com.fasterxml.jackson.databind;
    opens org.mlopssdk.monitoring.profile to
            com.fasterxml.jackson.databind;
    opens org.mlopssdk.monitoring.report to
            com.fasterxml.jackson.databind;
}
