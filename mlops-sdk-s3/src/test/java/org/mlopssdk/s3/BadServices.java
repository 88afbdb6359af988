package org.mlopssdk.s3;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Services that a store cannot rest on, each for one reason that is met with in the field. */
final class BadServices {

    private BadServices() {}

    /** Every create wins. */
    static final class IgnoresTheCondition extends FakeService {
        @Override
        Answer create(String key, byte[] body) {
            return put(key, body);
        }
    }

    /** Says that it does not know it. */
    static final class KnowsNoCondition extends FakeService {
        @Override
        Answer create(String key, byte[] body) {
            return Answer.error(501, "NotImplemented");
        }
    }

    /** Looks first and writes later, so that two that come at the same time both win. */
    static final class IsRacy extends FakeService {

        private final CyclicBarrier two = new CyclicBarrier(2);

        @Override
        Answer create(String key, byte[] body) {
            synchronized (objects) {
                if (objects.containsKey(key)) {
                    return Answer.error(412, "PreconditionFailed");
                }
            }
            try {
                two.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                return put(key, body); // nobody else looked
            }
            return put(key, body);
        }
    }

    /** Tells of a conflict where there is content, for ever. */
    static final class KnowsOnlyConflicts extends FakeService {
        @Override
        Answer create(String key, byte[] body) {
            Answer answer = super.create(key, body);
            return answer.status() == 412 ? Answer.error(409, "ConditionalRequestConflict") : answer;
        }
    }

    /** Remembers what was not there. */
    static final class HasStaleHeads extends FakeService {

        private final Set<String> absent = ConcurrentHashMap.newKeySet();

        @Override
        Answer head(String key) {
            Answer answer = super.head(key);
            if (answer.status() == 404) {
                absent.add(key);
            }
            return absent.contains(key) ? Answer.error(404, "NoSuchKey") : answer;
        }
    }

    /** Lists in an order of its own. */
    static final class ListsInNoOrder extends FakeService {
        @Override
        List<String> ordered(List<String> keys) {
            Collections.reverse(keys);
            return keys;
        }
    }

    /** Answers with the whole, whatever was asked for. */
    static final class IgnoresRanges extends FakeService {
        @Override
        Answer get(String key, String range) {
            return super.get(key, null);
        }
    }

    /** Forgets what is written about an object. */
    static final class DropsMetadata extends FakeService {
        @Override
        boolean keepsMetadata() {
            return false;
        }
    }

    /** Says that it has deleted, and has not. */
    static final class KeepsWhatIsDeleted extends FakeService {
        @Override
        Answer delete(String key) {
            return new Answer(204, new HashMap<>(), new byte[0]);
        }
    }
}
