package org.mlopssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.monitoring.drift.DriftPolicy;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.evaluation.BinaryScores;
import org.mlopssdk.monitoring.evaluation.Evaluation;
import org.mlopssdk.monitoring.multivariate.DomainClassifier;
import org.mlopssdk.monitoring.multivariate.MaximumMeanDiscrepancy;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.SeasonalReference;
import org.mlopssdk.monitoring.report.CardNotes;
import org.mlopssdk.monitoring.report.ModelCard;
import org.mlopssdk.monitoring.report.Presentation;
import org.mlopssdk.monitoring.statistic.ChiSquare;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.statistic.MannWhitney;
import org.mlopssdk.monitoring.statistic.PopulationStabilityIndex;
import org.mlopssdk.monitoring.statistic.TwoProportions;
import org.mlopssdk.monitoring.statistic.Wasserstein;
import org.mlopssdk.monitoring.stream.Adwin;
import org.mlopssdk.monitoring.stream.Ddm;
import org.mlopssdk.monitoring.stream.PageHinkley;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.Run;

/**
 * Whatever a notebook can lay hands on prints as something to read, within 100 columns. From a few things that a user has made, this goes to all that
 * can be asked of them without arguments, and prints what it finds there.
 */
class PrintedTest {

    private static final int COLUMNS = 100;
    private static final int EACH = 20;

    /** What would change or end what is looked at. */
    private static final Set<String> VERBS = Set.of(
            "close", "flush", "commit", "register", "collect", "snapshot", "clear", "reset", "refresh", "hashCode");

    /** Whole documents, which are as wide as what they hold. */
    private static final Set<String> DOCUMENTS = Set.of("Rendered");

    @Test
    void whatAUserCanLayHandsOnPrintsAsSomethingToReadWithin100Columns() {
        try (MlOps mlops = MlOps.open(URI.create("memory:/"))) {
            Map<String, List<Object>> found = reachable(things(mlops));
            Map<String, String> ugly = new TreeMap<>();
            found.forEach((type, values) -> values.stream()
                    .filter(value -> !problem(value).isEmpty())
                    .findFirst()
                    .ifPresent(value -> ugly.put(type, problem(value))));

            assertThat(found.keySet()).hasSizeGreaterThan(60).contains("DriftReport", "GateReport", "ArtifactVersion");
            assertThat(ugly).isEmpty();
        }
    }

    private static String problem(Object value) {
        String name = value.getClass().getSimpleName();
        String text = value.toString();
        if (text.isBlank() || text.contains("@" + Integer.toHexString(System.identityHashCode(value)))) {
            return "says nothing: " + text;
        }
        if (text.matches("(?s).*(\\[[BCDIJLZ]|\\$\\$Lambda|;@)[0-9a-f/;@]+.*")) {
            return "shows a part that says nothing: " + text;
        }
        if (DOCUMENTS.contains(name)) {
            return "";
        }
        return text.lines()
                .filter(line -> line.length() > COLUMNS)
                .findFirst()
                .map(line -> line.length() + " columns: " + line)
                .orElse("");
    }

    /** By the names of their types, each with a few values, all that answers without arguments. */
    private static Map<String, List<Object>> reachable(List<Object> roots) {
        Map<String, List<Object>> found = new TreeMap<>();
        Deque<Object> left = new ArrayDeque<>(roots);
        while (!left.isEmpty()) {
            Object next = left.poll();
            if (next instanceof Optional<?> some) {
                some.ifPresent(left::add);
            } else if (next instanceof Collection<?> many) {
                many.stream().limit(EACH).forEach(left::add);
            } else if (next instanceof Map<?, ?> map) {
                left.addAll(map.values());
            } else if (isOurs(next)) {
                List<Object> seen = found.computeIfAbsent(next.getClass().getSimpleName(), type -> new ArrayList<>());
                if (seen.size() < EACH) {
                    seen.add(next);
                    left.addAll(answers(next));
                }
            }
        }
        return found;
    }

    private static boolean isOurs(Object value) {
        return value.getClass().getName().startsWith("org.mlopssdk.") && !(value instanceof Enum);
    }

    private static List<Object> answers(Object value) {
        List<Object> answers = new ArrayList<>();
        Arrays.stream(value.getClass().getMethods())
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !VERBS.contains(method.getName()) && isWorthAsking(method.getReturnType()))
                .filter(method -> Modifier.isPublic(method.getDeclaringClass().getModifiers()))
                .forEach(method -> answer(value, method).ifPresent(answers::add));
        return answers;
    }

    private static boolean isWorthAsking(Class<?> type) {
        return type.getName().startsWith("org.mlopssdk.")
                || Optional.class == type
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type);
    }

    /** What it answers; nothing where it refuses, which is for other tests to look at. */
    private static Optional<Object> answer(Object value, Method method) {
        try {
            return Optional.ofNullable(method.invoke(value));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** A little of everything, as people name it. What they write at length is theirs, and printed as it is. */
    private static List<Object> things(MlOps mlops) {
        List<Object> things = new ArrayList<>(List.of(mlops));
        things.addAll(ofTheRegistry(mlops));
        things.addAll(ofMonitoring());
        things.addAll(ofStatistics());
        return things;
    }

    private static List<Object> ofTheRegistry(MlOps mlops) {
        ArtifactVersion data = mlops.dataset("machines")
                .newVersion()
                .add("winter.csv", new byte[100])
                .register();
        Run run = mlops.experiment("failure-of-machines").start();
        run.input(data).param("learning.rate", 0.1);
        run.metric("loss", 0.5, 1).metric("loss", 0.25, 2);
        Evaluation evaluation = scores().evaluate();
        ArtifactVersion first = mlops.model("failure-of-machines")
                .newVersion()
                .from(run)
                .describe("d".repeat(300))
                .add("model.onnx", new byte[10])
                .add(ReferenceProfile.fit(table(1)))
                .add(CardNotes.none().intendedUse("u".repeat(300)))
                .metrics(evaluation.metrics())
                .tag("owner", "the night shift")
                .register();
        run.close();
        Gate gate = Gate.named("release")
                .require("f1", atLeast(0.5).withConfidence(0.95))
                .require("f1", dropAtMost(0.02).orBootstrap())
                .advise("log.loss", atMost(0.1));
        var artifact = mlops.model("failure-of-machines");
        var report = gate.evaluate(first, artifact.alias("champion"));
        artifact.promote(first).to("champion").overriding("the first one").commit();
        return List.of(
                data,
                run,
                evaluation,
                first,
                artifact,
                gate,
                report,
                artifact.history("champion"),
                mlops.experiment("failure-of-machines"),
                mlops.experiment("failure-of-machines").get(run.id()),
                mlops.experiment("failure-of-machines").get(run.id()).history("loss"),
                mlops.checkpoint(),
                mlops.verify(),
                mlops.garbage().explain(),
                ModelCard.of(first),
                Metric.of("f1", 0.123456789012345678).withN(10).withInterval(new Interval(1 / 3.0, 2 / 3.0, 0.95)));
    }

    private static List<Object> ofMonitoring() {
        ReferenceProfile profile = ReferenceProfile.fit(table(1));
        DriftPolicy policy = DriftPolicy.ofDefaults()
                .forFeature(
                        "room",
                        feature -> feature.exceptedUntil(Instant.parse("2030-01-01T00:00:00Z"), "the new thermostat"))
                .forFeature("temperature", feature -> feature.withKsAtLeast(0.2));
        DriftReport report = policy.compare(profile, profile.newWindow().recordAll(table(3)));
        List<Instant> times = IntStream.range(0, 500)
                .mapToObj(hour -> Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(hour)))
                .toList();
        return List.of(
                table(1),
                profile,
                profile.newRecorder(),
                profile.check(table(3)),
                policy,
                report,
                Presentation.of(report),
                SeasonalReference.fit(profile, table(1), times, ZoneOffset.UTC),
                MaximumMeanDiscrepancy.withDefaults(),
                DomainClassifier.withDefaults(),
                Adwin.withDefaults(),
                Ddm.withDefaults(),
                PageHinkley.withDefaults());
    }

    private static List<Object> ofStatistics() {
        double[] reference = {1, 2, 2, 3, 5, 8, 1.0 / 3, 1e-17, 12345678.9};
        double[] current = {2, 3, 5, 8, 8, 9, 2.0 / 3, 1e17, -0.1};
        return List.of(
                KolmogorovSmirnov.withDefaults(),
                KolmogorovSmirnov.withDefaults().test(reference, current),
                MannWhitney.withDefaults().test(reference, current),
                PopulationStabilityIndex.withDefaults().quantileBins(3).compare(reference, current),
                Wasserstein.compare(reference, current),
                ChiSquare.withDefaults().test(new long[] {10, 20, 30}, new long[] {12, 18, 33}),
                TwoProportions.withDefaults().test(10, 100, 30, 120),
                scores(),
                scores().sweep(),
                scores().calibration());
    }

    private static BinaryScores scores() {
        Random random = new Random(7);
        boolean[] labels = new boolean[300];
        double[] scores = new double[300];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = random.nextBoolean();
            scores[row] = Math.min(1, Math.max(0, (labels[row] ? 0.6 : 0.4) + random.nextGaussian() * 0.2));
        }
        return BinaryScores.of(labels, scores);
    }

    private static Table table(int seed) {
        Random random = new Random(seed);
        String[] rooms = {"kitchen", "the hall of machines", "bath"};
        return Table.builder()
                .column("temperature", random.doubles(500, 60, 80 + seed).toArray())
                .column("vibration.bearing.rms", random.doubles(500, 0, 1).toArray())
                .column(
                        "room",
                        IntStream.range(0, 500)
                                .mapToObj(i -> rooms[random.nextInt(3)])
                                .toArray(String[]::new))
                .build();
    }

    @Test
    void whatSaysNothingWouldBeFound() {
        assertThat(problem(new Object())).startsWith("says nothing");
        assertThat(problem(List.of(new double[1]))).startsWith("shows a part");
        assertThat(problem("x".repeat(101))).startsWith("101 columns");
        assertThat(problem("x".repeat(100))).isEmpty();
        assertThat(new TreeSet<>(reachable(List.of(Metric.of("f1", 1).withInterval(new Interval(0, 1, 0.5))))
                        .keySet()))
                .containsExactly("Interval", "Metric");
    }
}
