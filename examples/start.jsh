//DEPS org.mlopssdk:mlops-sdk-monitoring:0.1.0-SNAPSHOT
//DEPS org.slf4j:slf4j-nop:2.0.20
// What one wants at hand in JShell: jshell --startup DEFAULT --startup start.jsh, or jbang --interactive start.jsh, which fetches the library, too.
import java.net.URI;
import java.nio.file.Path;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.*;
import org.mlopssdk.metric.*;
import org.mlopssdk.monitoring.drift.*;
import org.mlopssdk.monitoring.evaluation.*;
import org.mlopssdk.monitoring.profile.*;
import org.mlopssdk.monitoring.report.*;
import org.mlopssdk.monitoring.table.*;
import static org.mlopssdk.gate.Condition.*;

void show(Object... things) { for (var thing : things) System.out.println(thing + "\n"); }
