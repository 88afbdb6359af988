/** Artifacts, runs, gates, the registry and promotion, on a directory or in memory. */
module org.mlopssdk.core {
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports org.mlopssdk;
    exports org.mlopssdk.error;
    exports org.mlopssdk.metric;
    exports org.mlopssdk.registry;
    exports org.mlopssdk.run;
    exports org.mlopssdk.store;
    exports org.mlopssdk.artifact;
    exports org.mlopssdk.gate;
    exports org.mlopssdk.journal;
    exports org.mlopssdk.json to
            org.mlopssdk.monitoring;

    opens org.mlopssdk.artifact to
            com.fasterxml.jackson.databind;
    opens org.mlopssdk.gate to
            com.fasterxml.jackson.databind;
    opens org.mlopssdk.metric to
            com.fasterxml.jackson.databind;
    opens org.mlopssdk.registry to
            com.fasterxml.jackson.databind;
    opens org.mlopssdk.run to
            com.fasterxml.jackson.databind;
    opens org.mlopssdk.store to
            com.fasterxml.jackson.databind;
    opens org.mlopssdk.journal to
            com.fasterxml.jackson.databind;

    uses org.mlopssdk.store.BlobStoreProvider;
}
