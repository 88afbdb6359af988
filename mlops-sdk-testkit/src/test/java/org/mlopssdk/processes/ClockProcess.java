package org.mlopssdk.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that answers each line with the time of {@link System#nanoTime}. Java promises nothing about it between processes. */
final class ClockProcess {

    private static final int QUESTIONS = 20;

    private ClockProcess() {}

    public static void main(String[] args) throws IOException {
        while (System.in.read() >= 0) {
            System.out.println(System.nanoTime());
        }
    }

    /** Asks another process for the time, which has to lie between the question and the answer. Gives the narrowest that it was bounded, in nanoseconds. */
    static long requireOneClock() throws IOException {
        Process process = new ProcessBuilder(ChildJvm.command(ClockProcess.class, List.of())).start();
        try (BufferedReader answers =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                OutputStream questions = process.getOutputStream()) {
            long narrowest = Long.MAX_VALUE;
            for (int i = 0; i < QUESTIONS; i++) {
                long asked = System.nanoTime();
                questions.write('\n');
                questions.flush();
                long there = Long.parseLong(answers.readLine());
                long told = System.nanoTime();
                assertThat(there).as("the time of another process").isBetween(asked, told);
                narrowest = Math.min(narrowest, told - asked);
            }
            return narrowest;
        } finally {
            process.destroyForcibly();
        }
    }
}
