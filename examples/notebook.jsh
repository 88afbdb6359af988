// The life of a model in JShell: run it by examples/notebook, then go on by hand. Leave with /exit.
import java.net.URI;
import org.mlopssdk.MlOps;
import org.mlopssdk.examples.*;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import static org.mlopssdk.gate.Condition.*;

void show(Object... things) { for (var thing : things) System.out.println(thing + "\n"); }

// Simulated machines, and a store that is gone with this session; a directory would be MlOps.open(Path.of("ml")).
var machines = Machines.scenario();
var mlops = MlOps.open(URI.create("memory:///"));
var model = mlops.model("machines");

// Data in, a trained model out: both are versions, and the model knows its run, its data and its metrics.
var data = mlops.dataset("machines").newVersion().add("winter.csv", machines.training().content()).register();
var training = new Training(mlops, machines);
var first = training.run(data, machines.parts().train(), "the first try");
show(data, first, mlops.experiment("machines").runs().get(0));

// A gate decides who becomes champion.
var release = Gate.named("release").require("f1", atLeast(0.75)).require("f1", dropAtMost(0.02).orBootstrap());
model.promote(first).to("champion").requiring(release.evaluate(first, model.alias("champion"))).commit();

// Serve the champion: hot and shaking, cool and calm. Then compare a summer with what it was trained on.
var served = model.serve("champion", TribuoModel::load);
show(served.get().probability(75, 5.5, 5.8, 900), served.get().probability(55, 2.5, 6.0, 100));
var profile = served.version().attachment(ReferenceProfile.FORMAT);
show(DriftReport.compare(profile, profile.newWindow().recordAll(machines.latest().rows())));

// Retrain with the summer, promote, roll back, and look at what happened.
var second = training.run(data, machines.latest().after(machines.parts().train()), "with the summer");
var report = release.evaluate(second, model.alias("champion"));
model.promote(second).to("champion").requiring(report).because("it knows summer").commit();
model.rollback("champion").because("complaints").commit();
show(report, model.history("champion"), served.refresh(), mlops.verify());
