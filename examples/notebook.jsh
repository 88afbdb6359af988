// The life of a model in JShell, after the imports of start.jsh: run it by examples/notebook, then go on by hand. Leave with /exit.
import org.mlopssdk.examples.*;

// Open: simulated machines, and a store that is gone with this session; a directory would be MlOps.open(Path.of("ml")).
var machines = Machines.scenario();
var mlops = MlOps.open(URI.create("memory:///"));
var model = mlops.model("machines");

// Run: data in, a trained model out. Both are versions, and the model knows its run, its data and its metrics.
var data = mlops.dataset("machines").newVersion().add("winter.csv", machines.training().content()).register();
var training = new Training(mlops, machines);
var first = training.run(data, machines.parts().train(), "the first try");
var run = mlops.experiment("machines").runs().get(0);
show(data, first, run);

// Evaluate: labels and scores of rows that it was not trained on, with intervals, and which threshold would be best.
var test = machines.labelled(machines.parts().test());
var scores = new double[test.size()];
var labels = new boolean[test.size()];
var loaded = TribuoModel.load(first);
for (int row = 0; row < test.size(); row++) { scores[row] = loaded.probability(test.row(row)); labels[row] = test.label(row); }
show(BinaryScores.of(labels, scores).evaluate(), BinaryScores.of(labels, scores).sweep());

// Gate and promote: it decides who becomes champion; the report is kept as evidence.
var release = Gate.named("release").require("f1", atLeast(0.75)).require("f1", dropAtMost(0.02).orBootstrap());
model.promote(first).to("champion").requiring(release.evaluate(first, model.alias("champion"))).commit();

// Serve the champion: hot and shaking, cool and calm. Then see how a summer drifts from what it was trained on.
var served = model.serve("champion", TribuoModel::load);
show(served.get().probability(75, 5.5, 5.8, 900), served.get().probability(55, 2.5, 6.0, 100));
var profile = served.version().attachment(ReferenceProfile.FORMAT);
var drift = DriftReport.compare(profile, profile.newWindow().recordAll(machines.latest().rows()));
show(drift, Presentation.of(drift).terminal());

// Retrain with the summer, promote, roll back, and look at what happened.
var second = training.run(data, machines.latest().after(machines.parts().train()), "with the summer");
var report = release.evaluate(second, model.alias("champion"));
model.promote(second).to("champion").requiring(report).because("it knows summer").commit();
model.rollback("champion").because("complaints").commit();
show(report, model.history("champion"), served.refresh(), mlops.verify());

// The card: all that is known, and what is missing. In a notebook with pictures: display(card.toHtml(), "text/html").
var card = ModelCard.of(model.version(1)).run(run).intendedUse("Finds machines that are about to fail; a person decides.");
show(card, card.markdown());
