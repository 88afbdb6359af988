package org.mlopssdk.fuzz;

/** Where the fuzzer comes in: it calls these methods by name, in a process of its own. */
public final class FuzzTarget {

    private static Parser parser = Parser.ENTRY;

    private FuzzTarget() {}

    /** Chooses the parser. */
    public static void fuzzerInitialize(String[] arguments) {
        parser = Parser.valueOf(arguments[0]);
    }

    /** Feeds it. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        parser.fuzz(input);
    }
}
