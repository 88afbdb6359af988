package org.mlopssdk.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Creation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Recognises, makes and refuses stores. {@code FORMAT/layout} holds a line with the name and version of the layout, and another with the service and bucket that
 * were probed before it was written. Where these are another's by now, they are probed once more in the life of each process.
 */
final class Opening {

    private static final String FORMAT = "FORMAT/";
    private static final String PROBES = "PROBE/";
    private static final BlobKey LAYOUT = BlobKey.of("layout");
    private static final String NAME = "mlops-sdk-s3";
    private static final int VERSION = 1;
    private static final int MAX_FORMAT = 2000;
    private static final int PAGE = 1000;

    private static final Set<String> PROBED = ConcurrentHashMap.newKeySet();

    private final Settings settings;
    private final Connection connection;
    private final Attempts attempts;
    private final Bucket format;

    Opening(Settings settings, Connection connection, Attempts attempts) {
        this.settings = settings;
        this.connection = connection;
        this.attempts = attempts;
        this.format = bucket(FORMAT);
    }

    /**
     * Makes sure that there is a store, and that it can be trusted.
     *
     * @throws UnsupportedFormatException if there is something else, a store of a newer layout, or a service that a store cannot rest on
     * @throws StorageException if it cannot be reached or used
     */
    void run() {
        try {
            String here = service();
            Optional<String> text = read();
            if (text.isEmpty()) {
                requireNothingElse();
                probe(here);
                if (create(here) == Creation.CREATED) {
                    return;
                }
                text = read();
            }
            String layout =
                    text.orElseThrow(() -> refused("has a FORMAT/layout that can be created no more, nor read"));
            requireKnown(layout.lines().findFirst().orElse(""));
            if (!settings.readOnly() && layout.lines().noneMatch(line -> line.equals(probed(here)))) {
                probe(here);
            }
        } catch (Failure e) {
            throw Advice.about(settings.place().toString(), e);
        }
    }

    private void requireKnown(String line) {
        if (!line.matches(NAME + " [0-9]{1,9}")) {
            throw refused("has a FORMAT/layout of something else; choose another prefix");
        }
        int version = Integer.parseInt(line.substring(NAME.length() + 1));
        if (version > VERSION) {
            throw refused("is a store of layout " + version + ", and this library knows up to " + VERSION
                    + "; open it with a newer mlops-sdk");
        }
    }

    /** Another process may be making the same store, or have been killed at it. */
    private void requireNothingElse() {
        if (settings.readOnly()) {
            throw new StorageException(
                    settings.place().toString(), "holds no store; open it once without readOnly() to make one");
        }
        String root = settings.place().prefix();
        List<String> keys =
                attempts.run(() -> bucket("").list(root, "", null, PAGE)).keys();
        Optional<String> other = keys.stream()
                .filter(key -> !key.startsWith(root + FORMAT) && !key.startsWith(root + PROBES) && !key.equals(root))
                .findFirst();
        if (other.isPresent() && read().isEmpty()) {
            throw refused("is no store, and not empty: there is " + other.get() + "; choose a prefix of its own");
        }
    }

    private void probe(String here) {
        if (PROBED.contains(here)) {
            return;
        }
        Probe probe = new Probe(bucket(PROBES + UUID.randomUUID() + "/"), attempts);
        Optional<String> finding = probe.finding();
        if (finding.isPresent()) {
            probe.cleanUp();
            throw refused("cannot be a store, the service is not safe to write to: " + finding.get()
                    + ". Use one of those in docs/object-stores.md, or open what is there with readOnly()");
        }
        PROBED.add(here);
    }

    private Creation create(String here) {
        String text = NAME + " " + VERSION + "\n" + probed(here) + "\n";
        return new Creations(format, attempts).create(LAYOUT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String probed(String here) {
        return "probed " + here;
    }

    private Optional<String> read() {
        return attempts.run(() -> {
            try {
                Body body = format.get(LAYOUT, ByteRange.first(MAX_FORMAT));
                try (InputStream in = body.in()) {
                    return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException | SdkException e) {
                    throw Failure.of(Failure.Kind.LOST, "the answer ended too early: " + e);
                }
            } catch (Failure e) {
                if (e.is(Failure.Kind.MISSING)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** The service and bucket, without secrets that an address may hold. */
    private String service() {
        S3Client client = connection.client();
        String endpoint = client.serviceClientConfiguration()
                .endpointOverride()
                .map(Opening::plain)
                .orElseGet(() -> "aws:" + client.serviceClientConfiguration().region());
        return endpoint + "/" + settings.place().bucket();
    }

    private static String plain(URI address) {
        String path = address.getRawPath() == null ? "" : address.getRawPath().replaceFirst("/+$", "");
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + path;
    }

    private Bucket bucket(String below) {
        Place place = settings.place();
        return new Bucket(settings.at(new Place(place.bucket(), place.prefix() + below)), connection);
    }

    private UnsupportedFormatException refused(String problem) {
        return new UnsupportedFormatException(settings.place().toString(), problem);
    }
}
