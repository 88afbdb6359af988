package org.mlopssdk.examples;

/** The user asked for something that cannot be done; the message says what, and how to ask. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final String USAGE = """

            usage: ./mvnw -q -Pquickstart [-Dargs="--data DIR --store URI"]

              --data DIR    real data: the UCI Occupancy files datatraining.txt, datatest.txt and
                            datatest2.txt; without it, machines are simulated
              --store URI   where to keep everything, such as file:///srv/ml or s3://bucket/ml, or
                            memory: for nowhere; without it, the directory ml""";

    UsageException(String problem) {
        super(problem + System.lineSeparator() + USAGE);
    }
}
