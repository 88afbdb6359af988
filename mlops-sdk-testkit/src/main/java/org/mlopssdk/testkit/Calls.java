package org.mlopssdk.testkit;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Some of the calls of a store: of one operation or of all, for some keys or for all, each of them or those of certain numbers.
 *
 * <pre>{@code
 * create().below("journal/").number(3)   // the third create of a key that begins with journal/
 * any().from(10)                         // the tenth call, whatever it is, and all after it
 * }</pre>
 *
 * <p>Numbers count the calls that match, from 1, beginning when a fault is planned. Immutable.
 *
 * @since 0.1.0
 */
public final class Calls {

    private final Set<Operation> operations;
    private final Predicate<String> keys;
    private final long first;
    private final long last;

    private Calls(Set<Operation> operations, Predicate<String> keys, long first, long last) {
        this.operations = operations;
        this.keys = keys;
        this.first = first;
        this.last = last;
    }

    /**
     * Calls of some operations.
     *
     * @param first one
     * @param more others
     * @return the calls
     */
    public static Calls of(Operation first, Operation... more) {
        return new Calls(EnumSet.of(first, more), key -> true, 1, Long.MAX_VALUE);
    }

    /**
     * All calls.
     *
     * @return the calls
     */
    public static Calls any() {
        return of(Operation.CREATE, Operation.values());
    }

    /**
     * Calls that change something: create, put, delete.
     *
     * @return the calls
     */
    public static Calls changes() {
        return of(Operation.CREATE, Operation.PUT, Operation.DELETE);
    }

    /**
     * Calls of {@code create}.
     *
     * @return the calls
     */
    public static Calls create() {
        return of(Operation.CREATE);
    }

    /**
     * Calls of {@code put}.
     *
     * @return the calls
     */
    public static Calls put() {
        return of(Operation.PUT);
    }

    /**
     * Calls of {@code confirm}.
     *
     * @return the calls
     */
    public static Calls confirm() {
        return of(Operation.CONFIRM);
    }

    /**
     * Calls of {@code open}.
     *
     * @return the calls
     */
    public static Calls open() {
        return of(Operation.OPEN);
    }

    /**
     * Calls of {@code list}.
     *
     * @return the calls
     */
    public static Calls list() {
        return of(Operation.LIST);
    }

    /**
     * Calls of {@code delete}.
     *
     * @return the calls
     */
    public static Calls delete() {
        return of(Operation.DELETE);
    }

    /**
     * Calls of {@code file}.
     *
     * @return the calls
     */
    public static Calls file() {
        return of(Operation.FILE);
    }

    /**
     * Only those of certain keys. A put is asked for as {@code blobs/sha256/}, since its key is known only once it is written; a list as its
     * prefix.
     *
     * @param which says of a key, as text, whether it is meant
     * @return fewer calls
     */
    public Calls keys(Predicate<String> which) {
        return new Calls(operations, keys.and(which), first, last);
    }

    /**
     * Only those of keys that begin with something; see {@link #keys} for puts and lists.
     *
     * @param prefix how the key begins
     * @return fewer calls
     */
    public Calls below(String prefix) {
        return keys(key -> key.startsWith(prefix));
    }

    /**
     * Only one of them.
     *
     * @param number which, from 1
     * @return that call
     */
    public Calls number(long number) {
        return numbers(number, number);
    }

    /**
     * One of them and all after it.
     *
     * @param number which is the first, from 1
     * @return these calls
     */
    public Calls from(long number) {
        return numbers(number, Long.MAX_VALUE);
    }

    /**
     * Some of them in a row.
     *
     * @param from which is the first, from 1
     * @param to which is the last, not before the first
     * @return these calls
     */
    public Calls numbers(long from, long to) {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("calls are numbered from 1 upwards, got " + from + " to " + to);
        }
        return new Calls(operations, keys, from, to);
    }

    boolean match(Operation operation, String key) {
        return operations.contains(operation) && keys.test(key);
    }

    boolean hasNumber(long number) {
        return number >= first && number <= last;
    }
}
