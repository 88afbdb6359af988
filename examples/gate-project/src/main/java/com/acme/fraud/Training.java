package com.acme.fraud;

import com.acme.fraud.Payments.Payment;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.mlopssdk.MlOps;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.Run;

/** Trains a model on as many payments as its argument says, and registers it: the candidate for release. Put your own trainer here. */
public final class Training {

    private static final int ROWS = 5000;

    private Training() {}

    /**
     * Trains on 5,000 payments, or on as many as are asked for.
     *
     * @param args how many payments to train on, or nothing
     */
    public static void main(String... args) {
        int rows = args.length == 0 ? ROWS : Integer.parseInt(args[0]);
        try (MlOps mlops = MlOps.open();
                Run run = mlops.experiment("fraud").start()) {
            double limit = train(Payments.of(rows, 1));
            run.param("rows", rows).param("limit", limit);
            ArtifactVersion candidate = mlops.model("fraud")
                    .newVersion()
                    .from(run)
                    .add("limit.txt", Double.toString(limit).getBytes(StandardCharsets.UTF_8))
                    .metrics(evaluate(limit, Payments.of(2000, 2)))
                    .register();
            System.out.println(candidate);
        }
    }

    /** The model: an amount from which on a payment is suspect, the one that does best on the training data. */
    private static double train(List<Payment> payments) {
        return payments.stream()
                .map(Payment::amount)
                .limit(500)
                .max(Comparator.comparing(limit -> f1(limit, payments)))
                .orElseThrow();
    }

    private static Metrics evaluate(double limit, List<Payment> payments) {
        long suspect = payments.stream().filter(p -> p.amount() >= limit).count();
        long fraud = payments.stream().filter(Payment::fraud).count();
        long caught = caught(limit, payments);
        return Metrics.of(
                Metric.of("f1", f1(limit, payments)).withN(payments.size()),
                Metric.of("recall", (double) caught / fraud).withN(fraud),
                Metric.of("precision", (double) caught / suspect).withN(suspect));
    }

    private static double f1(double limit, List<Payment> payments) {
        long wrong = payments.stream()
                .filter(p -> p.fraud() != (p.amount() >= limit))
                .count();
        long caught = caught(limit, payments);
        return 2.0 * caught / (2.0 * caught + wrong);
    }

    private static long caught(double limit, List<Payment> payments) {
        return payments.stream().filter(p -> p.fraud() && p.amount() >= limit).count();
    }
}
