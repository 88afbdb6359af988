/** Quality gates as JUnit tests: one test for each requirement, assertions on reports, stores and versions as parameters. */
module org.mlopssdk.junit {
    requires transitive org.mlopssdk.core;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.assertj.core;
    requires static transitive org.jspecify;

    exports org.mlopssdk.junit;

    opens org.mlopssdk.junit to
            org.junit.platform.commons;
}
