package org.mlopssdk.examples;

import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.dropAtMost;
import static org.mlopssdk.gate.Condition.riseAtMostPercent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.report.Presentation;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.NewVersion;
import org.mlopssdk.registry.PromotionRefusedException;
import org.mlopssdk.registry.ServedModel;
import org.mlopssdk.run.RunRecord;

/** The life of a model from its data to its rollback, in one store. Run it twice: the second time goes on where the first ended. */
public final class Quickstart {

    private static final String CHAMPION = "champion";

    private static final Gate RELEASE = Gate.named("release")
            .require("f1", atLeast(0.75))
            .require("f1", dropAtMost(0.02).orBootstrap())
            .require("log.loss", riseAtMostPercent(25).orBootstrap())
            .require("latency.p95.ms", atMost(5));

    private final MlOps mlops;
    private final Arguments arguments;
    private final Scenario scenario;
    private final Console console;
    private final Artifact dataset;
    private final Artifact model;
    private final Training training;

    private Quickstart(MlOps mlops, Arguments arguments, Scenario scenario, Console console) {
        this.mlops = mlops;
        this.arguments = arguments;
        this.scenario = scenario;
        this.console = console;
        this.dataset = mlops.dataset(scenario.name());
        this.model = mlops.model(scenario.name());
        this.training = new Training(mlops, scenario, console);
    }

    /**
     * Tells the story.
     *
     * @param args {@code --data DIR} for real data, {@code --store URI} for another place than the directory {@code ml}
     * @throws Exception if something goes wrong that nobody could foresee
     */
    public static void main(String[] args) throws Exception {
        int status = run(Console.ofSystem(), args);
        if (status != 0) {
            // Within Maven this ends Maven too, with this status and nothing between the user and the message.
            System.exit(status);
        }
    }

    /** Returns what the process shall exit with: 0, or 1 if something is wrong with the world, or 2 with the arguments. */
    static int run(Console console, String... args) throws Exception {
        try {
            Arguments arguments = Arguments.parse(args);
            Scenario scenario = arguments.scenario();
            try (MlOps mlops = arguments.open()) {
                console.say(scenario.title());
                console.say("Everything is kept in " + arguments.store());
                new Quickstart(mlops, arguments, scenario, console).tell();
            }
            return 0;
        } catch (UsageException e) {
            console.complain(e);
            return 2;
        } catch (MlOpsException e) {
            console.complain(e);
            return 1;
        }
    }

    private void tell() throws Exception {
        console.heading("A snapshot of the data");
        ArtifactVersion data = snapshot(scenario.training());

        console.heading("A training run, stopped when the loss hardly falls any more");
        ArtifactVersion first = training.run(data, scenario.parts().train(), "the first try");
        showRun();
        console.say(first);

        console.heading("The gate, and the champion");
        promote(first, "it passed");

        console.heading("Serving the champion; what it sees is compared with what it was trained on");
        try (ServedModel<TribuoModel> served = model.serve(CHAMPION, TribuoModel::load)) {
            scenario.windows().forEach(window -> serve(served, window));

            console.heading("A bad candidate: a broken join shuffled the column " + scenario.mainSensor());
            promote(trainOnBrokenJoin(data), "it is newer");

            console.heading("A good candidate: trained with the rows of "
                    + scenario.latest().name() + ", too");
            promote(trainOnLatest(), "it knows " + scenario.latest().name());
            console.say("Serving version " + served.refresh().version().number() + " now, without a restart");

            console.heading("Rollback");
            console.say(model.rollback(CHAMPION).because("complaints").commit());
            console.say("Serving version " + served.refresh().version().number() + " again");
        }

        console.heading("What happened to the champion, for good");
        console.say(model.history(CHAMPION));

        console.heading("Is everything in the store what was put there?");
        console.say(mlops.verify(console));
    }

    private ArtifactVersion snapshot(Period... periods) {
        NewVersion version = dataset.newVersion().progress(console);
        for (Period period : periods) {
            version.add(period.file(), period.content());
        }
        ArtifactVersion data = version.register();
        console.say("dataset " + data.name() + ", version " + data.number());
        for (ArtifactFile file : data.files().list()) {
            console.say(file
                    + firstVersionWith(file)
                            .filter(earlier -> earlier.number() < data.number())
                            .map(earlier -> ": unchanged since version " + earlier.number() + ", not stored twice")
                            .orElse(": stored"));
        }
        return data;
    }

    private Optional<ArtifactVersion> firstVersionWith(ArtifactFile file) {
        return dataset.versions().stream()
                .filter(version -> version.files().list().contains(file))
                .findFirst();
    }

    private void showRun() {
        List<RunRecord> runs = mlops.experiment(scenario.name()).runs();
        RunRecord run = runs.get(runs.size() - 1);
        List<MetricPoint> losses = run.history(Training.LOSS);
        for (MetricPoint loss : losses) {
            String bar = "#"
                    .repeat((int) Math.round(60 * loss.value() / losses.get(0).value()));
            console.say(String.format(Locale.ROOT, "epoch %2d  loss %.4f  %s", loss.step(), loss.value(), bar));
        }
        console.say("epoch " + run.params().get("best.epoch") + " was the last to improve by more than "
                + Training.MIN_DELTA);
    }

    private void promote(ArtifactVersion candidate, String reason) {
        GateReport report = RELEASE.evaluate(candidate, model.alias(CHAMPION));
        console.say("version " + candidate.number() + ": gate " + report.gate() + " says " + report.verdict());
        report.checks().forEach(console::say);
        try {
            model.promote(candidate)
                    .to(CHAMPION)
                    .requiring(report)
                    .because(reason)
                    .commit()
                    .forEach(console::say);
        } catch (PromotionRefusedException refused) {
            console.say("Refused; " + model.alias(CHAMPION));
        }
    }

    private void serve(ServedModel<TribuoModel> served, Period period) {
        Window window = served.version().attachment(ReferenceProfile.FORMAT).newWindow();
        LabelledRows rows = scenario.labelled(period.rows());
        long alarms = 0;
        for (int row = 0; row < rows.size(); row++) {
            window.recordRow(rows.row(row));
            if (served.get().probability(rows.row(row)) >= 0.5) {
                alarms++;
            }
        }
        console.say(String.format(
                Locale.ROOT,
                "%s: version %d said yes to %d of %d rows",
                period.name(),
                served.version().number(),
                alarms,
                rows.size()));
        show(DriftReport.compare(window.profile(), window), period);
    }

    private void show(DriftReport report, Period period) {
        console.say(report);
        Presentation drawn = Presentation.of(report).withTitle(scenario.name()).withWindow(period.name());
        arguments
                .beside("drift-" + period.name().replaceAll("[^A-Za-z0-9]+", "-") + ".html")
                .ifPresent(page -> console.say("Drawn: " + drawn.html().writeTo(page)));
    }

    private ArtifactVersion trainOnBrokenJoin(ArtifactVersion data) throws Exception {
        Table broken = BrokenJoin.of(scenario.parts().train(), scenario.mainSensor());
        return training.run(data, broken, "a new pipeline, not looked at");
    }

    private ArtifactVersion trainOnLatest() throws Exception {
        Period latest = scenario.latest();
        ArtifactVersion data = snapshot(scenario.training(), latest);
        return training.run(data, latest.after(scenario.parts().train()), "retrained with " + latest.name());
    }
}
