package org.mlopssdk.s3;

import java.io.IOException;
import java.util.Optional;

/** An operation for one cell of the matrix of faults, on a store of its own. */
interface Deed {

    /** Does it over the faulty wire, and gives what was told. */
    Told act() throws IOException;

    /** What is wrong with that, as somebody sees it who looks past the proxy after everything has landed. */
    Optional<Wrong> wrong(Told told) throws IOException;

    /** Whether it asks for something once only, so that nobody may know whether that was heard. */
    default boolean asksOnce() {
        return false;
    }

    /** Prepares an operation, over a sound wire. */
    @FunctionalInterface
    interface Maker {
        Deed make(Lab lab, Lab.Corner corner) throws IOException;
    }
}
