package org.mlopssdk.s3;

/** What must never be found after an operation over a faulty wire. */
enum Wrong {
    /** Told done, and the server does not hold it. */
    FALSE_ACKNOWLEDGEMENT,
    /** Told that another was first, and there was no other. */
    FALSE_CONFLICT,
    /** Told that it was not done, and it was. */
    FALSE_FAILURE,
    /** It was done, and done again. */
    DONE_TWICE,
    /** What was there before is not. */
    LOST_DATA,
    /** Something else than what was stored was handed out. */
    WRONG_BYTES,
    /** Not done, or not known to be, though a retry would have got through. */
    NEEDLESS_FAILURE,
    /** An exception that nobody is told to expect. */
    ERROR
}
