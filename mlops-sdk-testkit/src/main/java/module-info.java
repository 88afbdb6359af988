/** Conformance kits for storage back ends, a store with planned faults, a clock that tests can turn. */
module org.mlopssdk.testkit {
    requires transitive org.mlopssdk.core;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static transitive org.jspecify;

    exports org.mlopssdk.testkit;

    opens org.mlopssdk.testkit to
            org.junit.platform.commons;
}
