package org.mlopssdk.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run's numbers may depend on, and which process made them. Read from the JDK and from files; no process is started, and of the
 * environment's variables only those are read that name a build.
 */
final class Environment {

    static final String HOST = "host";
    static final String PROCESS = "process";
    static final String PROCESS_STARTED = "process.started";
    static final String PROCESS_IDENTITY = "process.identity";

    private static final List<String> BUILD_IDS = List.of(
            "GITHUB_RUN_ID",
            "CI_PIPELINE_ID",
            "BUILD_TAG",
            "BUILD_BUILDID",
            "CIRCLE_WORKFLOW_ID",
            "BUILDKITE_BUILD_ID");
    private static final Path PROC = Path.of("/proc");
    private static final int TICKS_AFTER_NAME = 19;
    private static final int MAX_REF = 4096;

    private Environment() {}

    static Map<String, String> capture() {
        TreeMap<String, String> found = new TreeMap<>();
        for (String property :
                List.of("java.version", "java.vendor", "java.vm.name", "os.name", "os.version", "os.arch")) {
            put(found, property, System.getProperty(property));
        }
        found.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        found.put("memory.max.bytes", Long.toString(Runtime.getRuntime().maxMemory()));
        put(found, "mlops-sdk.version", Environment.class.getPackage().getImplementationVersion());
        put(found, "git.commit", gitCommit(Path.of("").toAbsolutePath()).orElse(null));
        BUILD_IDS.forEach(name -> put(found, "ci." + name, System.getenv(name)));
        found.put(HOST, host());
        found.put(PROCESS, Long.toString(ProcessHandle.current().pid()));
        found.put(PROCESS_STARTED, started(ProcessHandle.current()));
        put(found, PROCESS_IDENTITY, identity(ProcessHandle.current()).orElse(null));
        return found;
    }

    /** Whether the process that captured an environment has ended, where that can be known: on its own host. */
    static Optional<Boolean> hasEnded(Map<String, String> environment) {
        String process = environment.get(PROCESS);
        if (process == null || !process.matches("[0-9]{1,18}") || !host().equals(environment.get(HOST))) {
            return Optional.empty();
        }
        Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(process));
        if (handle.isEmpty() || !handle.get().isAlive()) {
            return Optional.of(true);
        }
        Optional<String> identity = identity(handle.get());
        if (identity.isPresent() && environment.containsKey(PROCESS_IDENTITY)) {
            return Optional.of(!identity.get().equals(environment.get(PROCESS_IDENTITY)));
        }
        // The kernel reckons starts back from the present time: they move when the clock is set, so another start
        // proves nothing.
        return started(handle.get()).equals(environment.get(PROCESS_STARTED)) ? Optional.of(false) : Optional.empty();
    }

    private static void put(Map<String, String> found, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            found.put(name, value);
        }
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("unknown");
    }

    /**
     * What tells a process from any other that has had its number: the boot of the machine and the ticks from there to its start, which do not
     * move when the clock is set. Linux alone tells them.
     */
    private static Optional<String> identity(ProcessHandle process) {
        try {
            String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id"));
            String stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
            String[] afterName =
                    stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            return Optional.of(boot.strip() + "/" + afterName[TICKS_AFTER_NAME]);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /** The commit that is checked out in the repository around a directory. */
    static Optional<String> gitCommit(Path directory) {
        for (Path place = directory; place != null; place = place.getParent()) {
            Path git = place.resolve(".git");
            if (Files.exists(git)) {
                return commit(
                        git); // a file where this is a submodule or a work tree: not the commit of what is around it
            }
        }
        return Optional.empty();
    }

    private static Optional<String> commit(Path git) {
        try {
            String head = line(git.resolve("HEAD"));
            if (!head.startsWith("ref: ")) {
                return commitId(head);
            }
            String name = head.substring("ref: ".length());
            Path ref = git.resolve(name).normalize();
            if (ref.startsWith(git) && Files.isRegularFile(ref)) {
                return commitId(line(ref));
            }
            return packed(git.resolve("packed-refs"), name);
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // a repository that cannot be read is no reason for a run to fail
        }
    }

    private static Optional<String> packed(Path refs, String name) throws IOException {
        if (!Files.isRegularFile(refs)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(refs)) {
            return lines.filter(line -> line.endsWith(" " + name))
                    .findFirst()
                    .flatMap(line -> commitId(line.substring(0, line.indexOf(' '))));
        }
    }

    private static String line(Path file) throws IOException {
        if (Files.size(file) > MAX_REF) {
            throw new IOException(file + " is too long");
        }
        return Files.readString(file).strip();
    }

    private static Optional<String> commitId(String text) {
        return text.matches("[0-9a-f]{40}([0-9a-f]{24})?") ? Optional.of(text) : Optional.empty();
    }
}
