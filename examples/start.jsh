//DEPS org.mlopssdk:mlops-sdk-monitoring:0.1.0-SNAPSHOT
//DEPS org.slf4j:slf4j-nop:2.0.20
// What one wants at hand in JShell: jshell --startup DEFAULT --startup start.jsh, or jbang --interactive start.jsh, which fetches the library, too.
// Blocks of Java in the README and the guides run with these imports. JShell takes a line that could be a whole statement for one, so paste a
// block with a call on a new line between { and }.
import java.net.URI;
import java.nio.file.*;
import java.time.*;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.*;
import org.mlopssdk.journal.Checkpoint;
import org.mlopssdk.metric.*;
import org.mlopssdk.monitoring.drift.*;
import org.mlopssdk.monitoring.evaluation.*;
import org.mlopssdk.monitoring.multivariate.*;
import org.mlopssdk.monitoring.profile.*;
import org.mlopssdk.monitoring.report.*;
import org.mlopssdk.monitoring.statistic.*;
import org.mlopssdk.monitoring.stream.*;
import org.mlopssdk.monitoring.table.*;
import org.mlopssdk.registry.*;
import org.mlopssdk.run.*;
import static org.mlopssdk.gate.Condition.*;
import static org.mlopssdk.gate.Slices.*;

void show(Object... things) { for (var thing : things) System.out.println(thing + "\n"); }
