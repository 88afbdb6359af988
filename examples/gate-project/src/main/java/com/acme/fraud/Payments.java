package com.acme.fraud;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Simulated payments; put your own data here. */
final class Payments {

    /** One of them: its amount, and whether it turned out to be fraud. */
    record Payment(double amount, boolean fraud) {}

    private Payments() {}

    static List<Payment> of(int count, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> {
                    boolean fraud = random.nextInt(5) == 0;
                    return new Payment(random.nextGaussian() * 30 + (fraud ? 180 : 80), fraud);
                })
                .limit(count)
                .toList();
    }
}
