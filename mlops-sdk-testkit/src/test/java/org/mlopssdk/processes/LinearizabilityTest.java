package org.mlopssdk.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mlopssdk.testkit.AliasModel;
import org.mlopssdk.testkit.AliasModel.Told;
import org.mlopssdk.testkit.Linearizability;
import org.mlopssdk.testkit.Linearizability.Operation;

/**
 * The checker of histories, held to histories whose verdict is known. Processes are named a, b, c; times are small numbers; version 0 is that of
 * an alias that points nowhere yet.
 */
class LinearizabilityTest {

    private static final long NEVER = Operation.NEVER;

    @ParameterizedTest(name = "{0}")
    @MethodSource("badHistories")
    void refuses(String whatIsWrong, List<Operation<Told>> history) {
        assertThat(Linearizability.problem(new AliasModel(), history))
                .as(whatIsWrong)
                .isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodHistories")
    void accepts(String why, List<Operation<Told>> history) {
        assertThat(Linearizability.problem(new AliasModel(), history)).as(why).isEmpty();
    }

    static Stream<Arguments> badHistories() {
        return Stream.of(
                arguments(
                        "a read after a move does not see it",
                        List.of(moved("a", 1, 2, 0, 7, 1), read("b", 3, 4, 0, 0))),
                arguments("two winners of one revision", List.of(moved("a", 1, 4, 0, 7, 1), moved("b", 2, 5, 0, 8, 1))),
                arguments(
                        "two winners of one revision, of the same version",
                        List.of(moved("a", 1, 4, 0, 7, 1), moved("b", 2, 5, 0, 7, 1))),
                arguments(
                        "an update is lost: its revision shows another's version",
                        List.of(moved("a", 1, 2, 0, 7, 1), read("b", 3, 4, 1, 8))),
                arguments(
                        "an update is lost: the next move begins where it began",
                        List.of(
                                moved("a", 1, 2, 0, 7, 1),
                                moved("b", 3, 4, 1, 8, 2),
                                read("c", 5, 6, 2, 8),
                                moved("a", 7, 8, 1, 9, 2))),
                arguments("a conflict before anybody moved", List.of(conflict("a", 1, 2, 0, 7))),
                arguments(
                        "a conflict without a reason: the alias stands where it was expected",
                        List.of(moved("a", 1, 2, 0, 7, 1), conflict("b", 3, 4, 1, 8))),
                arguments(
                        "a conflict with a move that began only after it",
                        List.of(conflict("a", 1, 2, 0, 7), moved("b", 3, 4, 0, 8, 1))),
                arguments(
                        "two moves that each lost to the other",
                        List.of(conflict("a", 1, 4, 0, 7), conflict("b", 2, 5, 0, 8))),
                arguments(
                        "a process reads backwards",
                        List.of(moved("a", 1, 9, 0, 7, 1), read("b", 2, 3, 1, 7), read("b", 4, 5, 0, 0))),
                arguments(
                        "two processes read in opposite orders",
                        List.of(
                                moved("a", 1, 20, 0, 7, 1),
                                moved("b", 1, 20, 1, 8, 2),
                                read("c", 2, 3, 2, 8),
                                read("d", 4, 5, 1, 7))),
                arguments("an effect before its invocation", List.of(read("a", 1, 2, 1, 7), moved("b", 3, 4, 0, 7, 1))),
                arguments(
                        "an effect of an unknown outcome before its invocation",
                        List.of(read("a", 1, 2, 1, 7), unknown("b", 3, 0, 7))),
                arguments(
                        "an unknown outcome takes effect twice",
                        List.of(
                                unknown("a", 1, 0, 7),
                                read("b", 2, 3, 1, 7),
                                moved("b", 4, 5, 1, 8, 2),
                                read("c", 6, 7, 3, 7))),
                arguments(
                        "an unknown outcome takes effect late, over another's move",
                        List.of(unknown("a", 1, 0, 7), moved("b", 2, 3, 0, 8, 1), read("c", 4, 5, 1, 7))),
                arguments(
                        "an unknown outcome took effect and is taken back",
                        List.of(unknown("a", 1, 0, 7), read("b", 2, 3, 1, 7), read("b", 4, 5, 0, 0))),
                arguments(
                        "an unknown outcome took effect and another wins its revision",
                        List.of(unknown("a", 1, 0, 7), read("b", 2, 3, 1, 7), moved("c", 4, 5, 0, 8, 1))),
                arguments(
                        "the alias points at what nobody promoted",
                        List.of(moved("a", 1, 2, 0, 7, 1), moved("a", 3, 4, 1, 8, 2), read("b", 5, 6, 2, 9))),
                arguments("a revision nobody reached", List.of(moved("a", 1, 2, 0, 7, 1), read("b", 3, 4, 2, 7))),
                arguments("a move leaps over a revision", List.of(moved("a", 1, 2, 0, 7, 2), read("b", 3, 4, 2, 7))),
                arguments(
                        "a move from a revision that does not exist yet",
                        List.of(moved("a", 1, 2, 1, 7, 2), moved("b", 3, 4, 0, 8, 1))),
                arguments(
                        "version and revision of different moves in one read",
                        List.of(moved("a", 1, 2, 0, 7, 1), moved("a", 3, 6, 1, 8, 2), read("b", 4, 5, 1, 8))),
                arguments(
                        "a move is forgotten once all have read it",
                        List.of(
                                moved("a", 1, 2, 0, 7, 1),
                                read("b", 3, 4, 1, 7),
                                read("c", 3, 4, 1, 7),
                                read("d", 5, 6, 0, 0))),
                arguments("one wrong read among a thousand operations", withOneStaleRead()));
    }

    static Stream<Arguments> goodHistories() {
        return Stream.of(
                arguments("nothing happened", List.of()),
                arguments(
                        "a read during a move sees it before its mover is told",
                        List.of(moved("a", 1, 9, 0, 7, 1), read("b", 2, 3, 1, 7), read("c", 4, 5, 1, 7))),
                arguments(
                        "reads during a move see it and not yet",
                        List.of(moved("a", 1, 9, 0, 7, 1), read("b", 2, 8, 1, 7), read("c", 3, 7, 0, 0))),
                arguments(
                        "a conflict with a move that returns later",
                        List.of(moved("a", 1, 9, 0, 7, 1), conflict("b", 2, 3, 0, 8))),
                arguments(
                        "three moves at once, told in the wrong order",
                        List.of(moved("a", 1, 10, 2, 7, 3), moved("b", 2, 9, 0, 8, 1), moved("c", 3, 8, 1, 9, 2))),
                arguments(
                        "an unknown outcome never takes effect",
                        List.of(unknown("a", 1, 0, 7), read("b", 2, 3, 0, 0), moved("b", 4, 5, 0, 8, 1))),
                arguments(
                        "an unknown outcome takes effect long after",
                        List.of(
                                unknown("a", 1, 0, 7),
                                read("b", 2, 3, 0, 0),
                                read("b", 4, 5, 0, 0),
                                read("c", 6, 7, 1, 7))),
                arguments(
                        "an unknown outcome explains a conflict",
                        List.of(unknown("a", 1, 0, 7), conflict("b", 2, 3, 0, 8))),
                arguments(
                        "the right one of two unknown outcomes has to be chosen",
                        List.of(
                                unknown("a", 1, 0, 7),
                                unknown("b", 1, 0, 8),
                                moved("c", 2, 3, 1, 9, 2),
                                unknown("d", 2, 1, 6),
                                read("c", 4, 5, 2, 9),
                                conflict("e", 1, 20, 0, 5))),
                arguments(
                        "the first guess of two unknown outcomes is wrong, which shows later",
                        List.of(unknown("a", 1, 0, 7), unknown("b", 2, 0, 8), read("c", 3, 4, 1, 8))),
                arguments(
                        "back at a version it had before, at another revision",
                        List.of(
                                moved("a", 1, 2, 0, 7, 1),
                                moved("b", 3, 4, 1, 8, 2),
                                moved("a", 5, 6, 2, 7, 3),
                                read("c", 7, 8, 3, 7))),
                arguments(
                        "a return and an invocation at one and the same time may have overlapped",
                        List.of(moved("a", 1, 2, 0, 7, 1), read("b", 2, 3, 0, 0))));
    }

    @Test
    void someThousandOperationsAreCheckedAndOneThatIsWrongIsNamed() {
        List<Operation<Told>> history = manyAtOnce(5000, new SplittableRandom(1));
        assertThat(Linearizability.problem(new AliasModel(), history)).isEmpty();

        Operation<Told> wrong = read("z", 1_000_000, 1_000_001, 1, 1);
        history.add(wrong);
        assertThat(Linearizability.problem(new AliasModel(), history))
                .hasValueSatisfying(problem -> assertThat(problem).contains(wrong.toString()));
    }

    private static List<Operation<Told>> withOneStaleRead() {
        List<Operation<Told>> history = manyAtOnce(1000, new SplittableRandom(2));
        history.add(read("z", 500_000, 500_001, 1, 1));
        return history;
    }

    /** What eight processes would be told by an alias that moves each time: operation i takes effect at time 100 i, and overlaps with its neighbours. */
    private static List<Operation<Told>> manyAtOnce(int count, SplittableRandom random) {
        List<Operation<Told>> history = new ArrayList<>();
        long revision = 0;
        for (int i = 1; i <= count; i++) {
            long invoked = 100L * i - random.nextLong(400);
            long returned = 100L * i + random.nextLong(400);
            String process = "p" + i % 8;
            switch (random.nextInt(4)) {
                case 0 -> {
                    history.add(moved(process, invoked, returned, revision, revision + 1, revision + 1));
                    revision++;
                }
                case 1 -> history.add(conflict(process, invoked, returned, revision + 1, 0));
                case 2 -> history.add(unknown(process, invoked, revision - 1, 99));
                default -> history.add(read(process, invoked, returned, revision, revision));
            }
        }
        return history;
    }

    private static Operation<Told> read(String process, long invoked, long returned, long revision, long version) {
        return new Operation<>(new Told.Read(revision, version), process, invoked, returned);
    }

    private static Operation<Told> moved(
            String process, long invoked, long returned, long expected, long version, long revision) {
        return new Operation<>(new Told.Moved(expected, version, revision), process, invoked, returned);
    }

    private static Operation<Told> conflict(String process, long invoked, long returned, long expected, long version) {
        return new Operation<>(new Told.Conflict(expected, version), process, invoked, returned);
    }

    private static Operation<Told> unknown(String process, long invoked, long expected, long version) {
        return new Operation<>(new Told.Unknown(expected, version), process, invoked, NEVER);
    }
}
