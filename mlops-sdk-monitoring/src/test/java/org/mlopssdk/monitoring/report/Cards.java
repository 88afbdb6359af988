package org.mlopssdk.monitoring.report;

import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TableBuilder;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.NewVersion;
import org.mlopssdk.run.Run;

/** Cards to be rendered: of a model that everything is known of, of one that nothing is known of, and of one whose makers mean harm. */
final class Cards {

    private Cards() {}

    static ModelCard complete() {
        try (MlOps mlops = MlOps.open(URI.create("memory:/"))) {
            ArtifactVersion data = mlops.dataset("payments")
                    .newVersion()
                    .add("payments.csv", "amount\n1\n".getBytes(StandardCharsets.UTF_8))
                    .register();
            Run run = mlops.experiment("fraud").start();
            run.input(data).param("trees", 50);
            ArtifactVersion model = mlops.model("fraud")
                    .newVersion()
                    .from(run)
                    .describe("Gradient-boosted trees.\n\nTrained weekly.")
                    .add("model.txt", "trees".getBytes(StandardCharsets.UTF_8))
                    .add(ReferenceProfile.fit(Table.builder()
                            .column("amount", 1, 2, 3, Double.NaN)
                            .column("country", "de", "fr", null, "de")
                            .build()))
                    .add(CardNotes.none()
                            .intendedUse("Sorts card payments for review\nby a person.\n\n\nNot more.")
                            .limitations("Knows payments in euro only.")
                            .note("Licence", "Apache-2.0"))
                    .metrics(Metrics.of(
                            Metric.of("f1", 0.80123).withN(4120).withInterval(new Interval(0.78, 0.82, 0.95)),
                            Metric.of("f1", 0.71)
                                    .withLabels(Map.of("country", "fr"))
                                    .withN(60)))
                    .tag("owner", "risk")
                    .register();
            run.close();
            Gate gate = Gate.named("release").require("f1", atLeast(0.78)).advise("f1", dropAtMost(0.02));
            ModelCard card = ModelCard.of(model)
                    .run(mlops.experiment("fraud").get(run.id()))
                    .gate(gate.evaluate(model, mlops.model("fraud").alias("champion")));
            return read(card);
        }
    }

    static ModelCard bare() {
        try (MlOps mlops = MlOps.open(URI.create("memory:/"))) {
            return read(ModelCard.of(mlops.model("bare")
                    .newVersion()
                    .add("model.txt", new byte[1])
                    .register()));
        }
    }

    /** Hostile text wherever a card takes text from people. */
    static ModelCard hostile() {
        try (MlOps mlops = MlOps.open(URI.create("memory:/"))) {
            TableBuilder table = Table.builder();
            Metrics metrics = Metrics.none();
            CardNotes notes = CardNotes.none();
            Gate gate = Gate.named("<b>gate|");
            Run run = mlops.experiment("hostile").start();
            NewVersion version = mlops.model("hostile").newVersion().from(run).add("it's & so on.txt", new byte[1]);
            for (String text : titles()) {
                run.param(text, text);
                version.tag(text, text);
                table.column(text, 1, 2, 3);
                metrics =
                        metrics.with(Metric.of(text, 1)).with(Metric.of(text, 2).withLabels(Map.of(text, text)));
                notes = notes.note(text, text + "\n\n" + text);
                gate = gate.require(text, atMost(0));
            }
            String all = String.join("\n\n", titles());
            ArtifactVersion model = version.metrics(metrics)
                    .add(notes.intendedUse(all))
                    .add(ReferenceProfile.fit(table.build()))
                    .describe(all)
                    .register();
            run.close();
            return read(ModelCard.of(model)
                    .run(mlops.experiment("hostile").get(run.id()))
                    .gate(gate.evaluate(model)));
        }
    }

    /** What the library takes as a name at all. */
    static List<String> titles() {
        return Scenes.HOSTILE.stream()
                .filter(text -> text.chars().noneMatch(Character::isISOControl)
                        && StandardCharsets.UTF_8.newEncoder().canEncode(text))
                .toList();
    }

    /** The version is read while its store is open. */
    private static ModelCard read(ModelCard card) {
        card.missing();
        return card;
    }
}
