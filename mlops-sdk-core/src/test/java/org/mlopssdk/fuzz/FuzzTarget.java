package org.mlopssdk.fuzz;

/** Where the fuzzer comes in: it calls these methods by name, in a process of its own. */
public final class FuzzTarget {

    private static Parser parser = Parser.ENTRY;

    private FuzzTarget() {}

    /** Chooses the parser, and has its classes loaded, which does not count as a hang on the first input. */
    public static void fuzzerInitialize(String[] arguments) throws Exception {
        parser = Parser.valueOf(arguments[0]);
        parser.fuzz(new byte[0]);
    }

    /** Feeds it. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        parser.fuzz(input);
    }
}
