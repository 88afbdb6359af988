package org.mlopssdk.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A program that runs tests until the first of them fails, and says which and why on one line. */
final class TestProcess implements TestExecutionListener {

    static final int PASSED = 0;
    static final int FAILED = 17;
    static final String FAILURE = "first failure: ";
    static final String SEPARATOR = " | ";

    private static final int MOST = 200;

    private final AtomicLong passed = new AtomicLong();

    private TestProcess() {}

    /** Takes test classes, or their methods with a {@code #} between. */
    public static void main(String[] args) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(args).map(TestProcess::selector).toList())
                .build();
        TestProcess listener = new TestProcess();
        LauncherFactory.create().execute(request, listener);
        System.out.println("passed: " + listener.passed);
        Runtime.getRuntime().halt(listener.passed.get() > 0 ? PASSED : 1);
    }

    private static DiscoverySelector selector(String test) {
        return test.contains("#") ? selectMethod(test) : selectClass(test);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.FAILED) {
            System.out.println(FAILURE
                    + name(test)
                    + SEPARATOR
                    + result.getThrowable().map(TestProcess::message).orElse(""));
            System.out.flush();
            Runtime.getRuntime().halt(FAILED); // whatever else runs, the answer is known
        }
        if (test.isTest()) {
            passed.incrementAndGet();
        }
    }

    private static String name(TestIdentifier test) {
        return test.getUniqueIdObject().getSegments().stream()
                .filter(segment -> !segment.getType().equals("engine"))
                .map(segment -> segment.getValue().replaceFirst("\\(.*", "").replaceFirst("^.*\\.", ""))
                .reduce((first, second) -> first + "." + second)
                .orElse("");
    }

    private static String message(Throwable e) {
        String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        return text.length() > MOST ? text.substring(0, MOST) + "..." : text;
    }
}
