package org.mlopssdk.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The quickstart, run once.
 *
 * @param status what the process would exit with
 * @param told what it printed
 * @param complaints what it printed as errors
 */
record Story(int status, String told, String complaints) {

    static Story of(String... args) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = Quickstart.run(new Console(stream(out), stream(errors), false), args);
        return new Story(status, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
