package org.mlopssdk.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.registry.Alias;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.Promotion;
import org.mlopssdk.testkit.AliasLog;

/**
 * A program of several threads that register versions of one model and move one alias of it, until a file tells them to stop. What each asked and was
 * told it writes down, with the times.
 */
final class RegistrarProcess {

    static final String MODEL = "failure";
    static final String ALIAS = "champion";

    private final Artifact model;
    private final String name;
    private final AliasLog moves;
    private final Path registrations;
    private final SplittableRandom random;

    private RegistrarProcess(Artifact model, String name, Path directory) throws IOException {
        this.model = model;
        this.name = name;
        this.moves = AliasLog.create(directory.resolve(name + ".moves"));
        this.registrations = directory.resolve(name + ".versions");
        this.random = new SplittableRandom(name.hashCode());
    }

    /** A version that somebody was told of: its number, and the times before and after. */
    record Registered(long number, long invoked, long returned) {

        static Registered parse(String line) {
            String[] words = line.split(" ", -1);
            return new Registered(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
        }

        @Override
        public String toString() {
            return number + " " + invoked + " " + returned;
        }
    }

    /** Takes the endpoint, the store's address, how many threads, the process's name, the directory of logs, and the file that ends it; credentials come by the environment. */
    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[2]);
        Path stop = Path.of(args[5]);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (MlOps mlops = MlOps.builder()
                .store(S3BlobStore.builder()
                        .at(URI.create(args[1]))
                        .endpoint(URI.create(args[0]))
                        .region(S3Server.REGION)
                        .open())
                .author(args[3])
                .open()) {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                RegistrarProcess writer = new RegistrarProcess(mlops.model(MODEL), args[3] + "-" + i, Path.of(args[4]));
                running.add(pool.submit(writer.until(stop)));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private Callable<Void> until(Path stop) {
        return () -> {
            try (moves) {
                while (Files.notExists(stop)) {
                    work();
                }
            }
            return null;
        };
    }

    private void work() throws IOException {
        Alias seen = read();
        if (random.nextInt(3) == 0) {
            move(seen, register());
        } else if (seen.version().isPresent()) {
            move(seen, seen.version().get());
        }
    }

    private ArtifactVersion register() throws IOException {
        long invoked = System.nanoTime();
        ArtifactVersion version = model.newVersion()
                .add("weights.bin", (name + " " + invoked).getBytes(StandardCharsets.UTF_8))
                .register();
        String line = new Registered(version.number(), invoked, System.nanoTime()) + "\n";
        Files.writeString(registrations, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return version;
    }

    private Alias read() throws IOException {
        moves.reads();
        Alias alias = model.alias(ALIAS);
        moves.read(
                alias.revision(), alias.version().map(ArtifactVersion::number).orElse(0L));
        return alias;
    }

    /** Holds while the alias stands as when the promotion began, which is known only if it stood so before and after. */
    private void move(Alias seen, ArtifactVersion version) throws IOException {
        Promotion promotion = model.promote(version).to(ALIAS).overriding("it is the turn of " + name);
        Alias now = read();
        if (now.revision() != seen.revision()) {
            return;
        }
        moves.moves(now.revision(), version.number());
        try {
            AliasChange change = promotion.commit().get(0);
            moves.moved(change.revision(), change.to());
        } catch (ConflictException e) {
            moves.conflict();
        } catch (OutcomeUnknownException e) {
            moves.unknown();
        }
    }
}
