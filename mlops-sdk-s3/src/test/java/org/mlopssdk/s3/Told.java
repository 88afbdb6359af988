package org.mlopssdk.s3;

import java.util.function.Supplier;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.run.RunFencedException;

/** What whoever asked for something was told. */
enum Told {
    /** It is done, or here it is. */
    DONE,
    /** Another was first. */
    LOST_RACE,
    /** It may or may not be done. */
    UNKNOWN,
    /** It was not done. */
    FAILED;

    static Told by(Supplier<Told> operation) {
        try {
            return operation.get();
        } catch (ConflictException | RunFencedException e) {
            return LOST_RACE;
        } catch (OutcomeUnknownException e) {
            return UNKNOWN;
        } catch (StorageException e) {
            return FAILED;
        } catch (CorruptedException e) {
            throw new IllegalStateException("sound content is told corrupted", e);
        } catch (MlOpsException e) {
            return FAILED;
        }
    }
}
