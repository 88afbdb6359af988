package org.mlopssdk.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Judges a directory as it was found after a power cut. The {@code main} of a checker for {@link PowerCuts} serves one:
 *
 * <pre>{@code
 * public static void main(String[] args) throws IOException {
 *     PowerCutCheck.serve(MyChecker::check);
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PowerCutCheck {

    /**
     * Looks for whatever was acknowledged, and for whatever is torn. It may write to the directory, to see whether that goes on.
     *
     * @param directory what the workload wrote to; absent if it had not come so far
     * @param acknowledged the lines that the workload had printed before the power cut, in their order
     * @return what was lost or torn, or empty if nothing was
     * @throws Exception counts as something lost
     */
    Optional<String> problem(Path directory, List<String> acknowledged) throws Exception;

    /**
     * Answers for one state after the other, on standard input and output, until there are no more. Whatever else is printed has to go to
     * standard error.
     *
     * @param check judges each state
     * @throws IOException if a file of acknowledgements cannot be read
     */
    static void serve(PowerCutCheck check) throws IOException {
        BufferedReader states = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String state = states.readLine(); state != null; state = states.readLine()) {
            int space = state.indexOf(' ');
            Path directory = Path.of(state.substring(0, space));
            List<String> acknowledged = Files.readAllLines(Path.of(state.substring(space + 1)));
            System.out.println(answer(check, directory, acknowledged));
        }
    }

    private static String answer(PowerCutCheck check, Path directory, List<String> acknowledged) {
        try {
            return check.problem(directory, acknowledged)
                    .orElse("ok")
                    .lines()
                    .findFirst()
                    .orElse("something");
        } catch (Exception e) {
            return String.valueOf(e).replaceAll("\\s+", " ");
        }
    }
}
