package org.mlopssdk.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Runs some actors step by step, one at a time, in every order in which at most so many of them are interrupted between two of their steps. Most
 * races show with very few interruptions; an actor that is interrupted may stay so until all others are done.
 */
final class Interleavings {

    /** Prepares one run. */
    @FunctionalInterface
    interface Scene {
        /** The actors, in the order in which they run if nobody is interrupted. */
        List<Actor> actors(Interleavings order);

        /** Looks at what the actors left behind. */
        default void check() {}
    }

    /** What one of them does. It calls {@link #step} before whatever the others may notice. */
    @FunctionalInterface
    interface Actor {
        void act() throws Exception;
    }

    /**
     * Part of an order that is given.
     *
     * @param actor who acts
     * @param before how the step begins before which another's turn comes; it comes also where there is no such step any more
     * @param times at the how manieth step that begins so
     */
    record Turn(int actor, String before, int times) {}

    private record Choice(List<Integer> options, int taken) {}

    private final List<Choice> planned;
    private final List<Turn> script;
    private final List<Choice> made = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final int interruptions;
    private final List<Semaphore> batons = new ArrayList<>();
    private final List<Integer> unfinished = new ArrayList<>();
    private final Semaphore ended = new Semaphore(0);
    private int used;
    private int seen;
    private volatile Throwable failure;

    private Interleavings(List<Choice> planned, int interruptions, List<Turn> script) {
        this.planned = planned;
        this.interruptions = interruptions;
        this.script = new ArrayList<>(script);
    }

    /** How many orders there were, and the first that went wrong, if one did. */
    record Outcome(int runs, String wrong) {}

    /** Runs all of them, or up to the first in which the check fails. */
    static Outcome explore(int interruptions, Supplier<Scene> scenes) {
        List<Choice> plan = List.of();
        for (int runs = 1; ; runs++) {
            Interleavings order = new Interleavings(plan, interruptions, List.of());
            String wrong = order.play(scenes.get());
            if (!wrong.isEmpty()) {
                return new Outcome(runs, wrong);
            }
            plan = next(order.made);
            if (plan.isEmpty()) {
                return new Outcome(runs, "");
            }
        }
    }

    /** Runs one order: turn after turn, and whoever is not done then. */
    static Outcome follow(List<Turn> script, Scene scene) {
        Interleavings order = new Interleavings(List.of(), 0, script);
        String wrong = order.play(scene);
        return new Outcome(1, order.script.isEmpty() ? wrong : "never came to " + order.script + ": " + order.trace);
    }

    private String play(Scene scene) {
        run(scene.actors(this));
        try {
            if (failure != null) {
                throw new AssertionError("an actor failed", failure);
            }
            scene.check();
            return "";
        } catch (AssertionError | RuntimeException e) {
            return String.join(", ", trace) + ": " + message(e);
        }
    }

    private static String message(Throwable e) {
        return e.getCause() == null ? e.toString() : e + " <- " + message(e.getCause());
    }

    /** The same choices up to the last that could have been another, and that other. */
    private static List<Choice> next(List<Choice> made) {
        for (int last = made.size() - 1; last >= 0; last--) {
            Choice choice = made.get(last);
            if (choice.taken + 1 < choice.options.size()) {
                List<Choice> plan = new ArrayList<>(made.subList(0, last));
                plan.add(new Choice(choice.options, choice.taken + 1));
                return plan;
            }
        }
        return List.of();
    }

    private void run(List<Actor> actors) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < actors.size(); i++) {
            int actor = i;
            batons.add(new Semaphore(0));
            unfinished.add(actor);
            threads.add(new Thread(() -> act(actor, actors.get(actor)), "actor " + actor));
        }
        threads.forEach(Thread::start);
        batons.get(script.isEmpty() ? choose(List.copyOf(unfinished)) : script.get(0).actor)
                .release();
        ended.acquireUninterruptibly();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void act(int actor, Actor what) {
        batons.get(actor).acquireUninterruptibly();
        try {
            what.act();
        } catch (Throwable e) {
            failure = e;
        }
        unfinished.remove((Integer) actor);
        if (!script.isEmpty() && script.get(0).actor == actor) {
            script.remove(0);
        }
        if (unfinished.isEmpty()) {
            ended.release();
        } else {
            batons.get(script.isEmpty() ? choose(List.copyOf(unfinished)) : script.get(0).actor)
                    .release();
        }
    }

    /** Called by whoever acts for an actor, just before it does something. */
    void step(int actor, String what) {
        List<Integer> options = new ArrayList<>(List.of(actor));
        if (used < interruptions) {
            unfinished.stream().filter(other -> other != actor).forEach(options::add);
        }
        handOver(actor, choose(options));
        note(actor, what);
    }

    /** Called just before something that plays a part only where the order is given. */
    void note(int actor, String what) {
        while (!script.isEmpty()
                && script.get(0).actor == actor
                && what.startsWith(script.get(0).before)
                && ++seen == script.get(0).times) {
            script.remove(0);
            seen = 0;
            handOver(actor, script.isEmpty() ? actor : script.get(0).actor);
        }
        trace.add(actor + " " + what);
    }

    private void handOver(int actor, int next) {
        if (next != actor) {
            used++;
            batons.get(next).release();
            batons.get(actor).acquireUninterruptibly();
        }
    }

    private int choose(List<Integer> options) {
        int taken = made.size() < planned.size() ? planned.get(made.size()).taken : 0;
        made.add(new Choice(options, taken));
        return options.get(taken);
    }
}
