package org.mlopssdk.testkit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what several processes were told can be explained by one of them acting at a time: each operation takes effect at one moment between
 * its invocation and its return, and the model allows what it was told there.
 *
 * <p>The search is Wing and Gong's, with the memory of Lowe's: operations are taken in an order that their times allow until one returns that
 * was not taken; then the last choice is undone. A set of taken operations that was reached with the same state before is not tried again.
 * (J. Wing, C. Gong: Testing and verifying concurrent objects, 1993. G. Lowe: Testing for linearizability, 2017.)
 *
 * <pre>{@code
 * List<Operation<Told>> history = AliasLog.read(logs);
 * assertThat(Linearizability.problem(new AliasModel(), history)).isEmpty();
 * }</pre>
 *
 * @param <S> the state of the model; equal states are the same
 * @param <O> what was asked, and what was told
 * @since 0.1.0
 */
public final class Linearizability<S, O> {

    private final Model<S, O> model;
    private final List<Operation<O>> operations;
    private final Moment head;
    private final BitSet taken = new BitSet();
    private final Set<Configuration<S>> tried = new HashSet<>();
    private final List<Choice<S>> choices = new ArrayList<>();
    private S state;
    private String obstacle = "";
    private int furthest = -1;

    private Linearizability(Model<S, O> model, List<Operation<O>> operations) {
        this.model = model;
        this.operations = operations;
        this.head = Moment.listOf(operations);
        this.state = model.initial();
    }

    /**
     * What a single process would see.
     *
     * @param <S> the state; equal states are the same
     * @param <O> what was asked, and what was told
     */
    public interface Model<S, O> {

        /**
         * The state before any operation.
         *
         * @return the state
         */
        S initial();

        /**
         * What an operation does.
         *
         * @param state the state before it
         * @param operation what was asked, and what was told
         * @return the state after it, or empty if it could not have been told what it was told
         */
        Optional<S> after(S state, O operation);
    }

    /**
     * One operation of one process. One that nobody was told the outcome of returns {@link #NEVER}: it takes effect at any time after its
     * invocation, or never.
     *
     * @param <O> what was asked, and what was told
     * @param told what was asked, and what was told
     * @param process who asked; for messages
     * @param invoked a time before it was asked, by a clock that all processes share, such as {@link System#nanoTime} of one machine
     * @param returned a time after it was told, by the same clock
     */
    public record Operation<O>(O told, String process, long invoked, long returned) {

        /** When an operation returns of which nobody was told the outcome. */
        public static final long NEVER = Long.MAX_VALUE;

        /** Refuses what returned before it was invoked. */
        public Operation {
            if (returned < invoked) {
                throw new IllegalArgumentException(process + " was told " + told + " before it asked");
            }
        }

        boolean isPending() {
            return returned == NEVER;
        }
    }

    private record Configuration<S>(BitSet taken, S state) {}

    private record Choice<S>(Moment call, S before) {}

    /**
     * Looks for an explanation of a history.
     *
     * @param <S> the state of the model
     * @param <O> what was asked, and what was told
     * @param model what a single process would see
     * @param history what was asked and told, in any order
     * @return why there is none, or empty if there is one
     */
    public static <S, O> Optional<String> problem(Model<S, O> model, List<Operation<O>> history) {
        return new Linearizability<>(model, List.copyOf(history)).search();
    }

    /** Whoever comes to the end of the list without meeting a return has taken all that returned. */
    private Optional<String> search() {
        Moment moment = head.next;
        while (moment != null) {
            if (moment.isCall()) {
                moment = take(moment) ? head.next : moment.next;
            } else {
                noteObstacle(moment);
                if (choices.isEmpty()) {
                    return Optional.of(obstacle);
                }
                moment = undo().next;
            }
        }
        return Optional.empty();
    }

    /** Lets an operation take effect now, unless the model forbids it or it led nowhere before. */
    private boolean take(Moment call) {
        Optional<S> after = model.after(state, operations.get(call.operation).told);
        if (after.isEmpty()) {
            return false;
        }
        taken.set(call.operation);
        if (!tried.add(new Configuration<>((BitSet) taken.clone(), after.get()))) {
            taken.clear(call.operation);
            return false;
        }
        choices.add(new Choice<>(call, state));
        state = after.get();
        call.lift();
        return true;
    }

    private Moment undo() {
        Choice<S> last = choices.remove(choices.size() - 1);
        last.call.unlift();
        taken.clear(last.call.operation);
        state = last.before;
        return last.call;
    }

    private void noteObstacle(Moment returned) {
        if (choices.size() > furthest) {
            furthest = choices.size();
            obstacle = "after " + choices.size() + " of " + operations.size() + " operations, in state " + state
                    + ", nothing explains " + operations.get(returned.operation);
        }
    }

    /** An invocation or a return, in a list by time from which operations can be lifted out and put back. */
    private static final class Moment {

        private final int operation;
        private final @Nullable Moment itsReturn;
        private @Nullable Moment previous;
        private @Nullable Moment next;

        private Moment(int operation, @Nullable Moment itsReturn) {
            this.operation = operation;
            this.itsReturn = itsReturn;
        }

        /** Gives the head of the list. At one and the same time invocations come first: what may have overlapped did. */
        static <O> Moment listOf(List<Operation<O>> operations) {
            record Timed(long time, boolean isReturn, Moment moment) {}
            List<Timed> all = new ArrayList<>();
            for (int i = 0; i < operations.size(); i++) {
                Moment returned = new Moment(i, null);
                all.add(new Timed(operations.get(i).invoked, false, new Moment(i, returned)));
                if (!operations.get(i).isPending()) {
                    all.add(new Timed(operations.get(i).returned, true, returned));
                }
            }
            all.sort(Comparator.comparingLong(Timed::time).thenComparing(Timed::isReturn));
            Moment head = new Moment(-1, null);
            Moment end = head;
            for (Timed timed : all) {
                end.next = timed.moment;
                timed.moment.previous = end;
                end = timed.moment;
            }
            return head;
        }

        boolean isCall() {
            return itsReturn != null;
        }

        void lift() {
            unlink();
            if (itsReturn != null) {
                itsReturn.unlink();
            }
        }

        /** In the reverse order of {@link #lift}, so that each finds the neighbours that it had. */
        void unlift() {
            if (itsReturn != null) {
                itsReturn.link();
            }
            link();
        }

        /** The return of a pending operation is in no list. */
        private void unlink() {
            if (previous != null) {
                previous.next = next;
                if (next != null) {
                    next.previous = previous;
                }
            }
        }

        private void link() {
            if (previous != null) {
                previous.next = this;
                if (next != null) {
                    next.previous = this;
                }
            }
        }
    }
}
