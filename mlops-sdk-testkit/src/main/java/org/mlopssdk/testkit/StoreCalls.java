package org.mlopssdk.testkit;

import java.util.ArrayList;
import java.util.List;

/** The calls that a store received, in the order of their numbers. */
final class StoreCalls {

    private final List<StoreCall> calls = new ArrayList<>();

    synchronized StoreCall next(Operation operation, String key) {
        StoreCall call = new StoreCall(calls.size() + 1L, operation, key);
        calls.add(call);
        return call;
    }

    synchronized List<StoreCall> all() {
        return List.copyOf(calls);
    }
}
