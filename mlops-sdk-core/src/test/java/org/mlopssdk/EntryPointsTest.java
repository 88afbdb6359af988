package org.mlopssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Slices.inEach;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.artifact.ContentReader;
import org.mlopssdk.artifact.NewFiles;
import org.mlopssdk.artifact.VersionRef;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.Requirement;
import org.mlopssdk.gate.Slices;
import org.mlopssdk.journal.Author;
import org.mlopssdk.journal.BlobJournal;
import org.mlopssdk.journal.Ledgers;
import org.mlopssdk.journal.Notes;
import org.mlopssdk.journal.StreamName;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.MetricPoint;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.Decision;
import org.mlopssdk.registry.Registry;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.run.Run;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.HostileText;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.Name;
import org.mlopssdk.store.RecoverableBlobStore;
import org.mlopssdk.store.RecoverableBlobStore.Aside;

/**
 * Every public entry point that takes a name, a path or free text refuses what breaks the grammar. The list of entry points is checked against the
 * classes: one that is added without a line here fails the test.
 */
class EntryPointsTest {

    private static final List<String> BAD_TEXTS = List.of("", " ", "\t", "a\nb", "a\u0000", "x".repeat(251), "\ud800");

    private final MlOps mlops = MlOps.builder().store(new MemoryBlobStore()).open();
    private final Artifact model = mlops.model("m");
    private final ArtifactVersion version =
            model.newVersion().add("a", new byte[] {1}).register();
    private final Run run = mlops.experiment("e").start();
    private final RegistryBackend backend = backend();
    private final RegistryBackend.ArtifactName artifact = new RegistryBackend.ArtifactName("model", "m");
    private final Map<String, Consumer<String>> names = new TreeMap<>();
    private final Map<String, Consumer<String>> paths = new TreeMap<>();
    private final Map<String, Consumer<String>> texts = new TreeMap<>();

    EntryPointsTest() {
        Instant now = Instant.EPOCH;
        Content content = Content.of(new byte[0]);
        names.put("MlOps.model(String)", mlops::model);
        names.put("MlOps.dataset(String)", mlops::dataset);
        names.put("MlOps.experiment(String)", mlops::experiment);
        names.put("Registry.artifact(String, String)", mlops::model);
        names.put("Artifact.alias(String)", model::alias);
        names.put("Artifact.rollback(String)", model::rollback);
        names.put("Artifact.history(String)", model::history);
        names.put("Artifact.asOf(String, Instant)", name -> model.asOf(name, now));
        names.put("Artifact.serve(String, ModelLoader)", name -> model.serve(name, loaded -> loaded));
        names.put("Promotion.to(String)", name -> model.promote(version).to(name));
        names.put("Experiment.get(String)", mlops.experiment("e")::get);
        names.put("Experiment.resume(String)", mlops.experiment("e")::resume);
        names.put(
                "Experiment.<init>(String, Ledgers, BlobStore, ContentReader, RunOptions, OpenRuns)",
                mlops::experiment);
        names.put("StreamName.<init>(String, String)", name -> {
            assertThatThrownBy(() -> new StreamName(name, "ok")).isInstanceOf(IllegalArgumentException.class);
            new StreamName("ok", name);
        });
        names.put("VersionRef.<init>(String, String, long, Digest)", name -> {
            assertThatThrownBy(() -> new VersionRef(name, "ok", 1, Digest.of(new byte[0])))
                    .isInstanceOf(IllegalArgumentException.class);
            new VersionRef("model", name, 1, Digest.of(new byte[0]));
        });
        names.put("Name.require(String, String)", name -> Name.require("a name", name));
        names.put("Aside.<init>(String, Digest)", name -> new Aside(name, Digest.of(new byte[0])));
        names.put("BlobKey.<init>(String)", name -> new BlobKey("a/" + name.replace('/', '\\')));
        names.put("BlobKey.of(String)", name -> BlobKey.of("a/" + name.replace('/', '\\')));

        names.put("RegistryBackend.names(String)", backend::names);
        names.put("RegistryBackend.history(ArtifactName, String)", alias -> backend.history(artifact, alias));
        names.put("ArtifactName.<init>(String, String)", name -> {
            assertThatThrownBy(() -> new RegistryBackend.ArtifactName(name, "ok"))
                    .isInstanceOf(IllegalArgumentException.class);
            new RegistryBackend.ArtifactName("model", name);
        });
        names.put("ArtifactName.requireKind(String)", RegistryBackend.ArtifactName::requireKind);
        names.put("Move.<init>(String, long, Long)", alias -> new RegistryBackend.Move(alias, 1, null));
        names.put(
                "Moves.<init>(String, List, Kind, String, Digest)",
                operation -> new RegistryBackend.Moves(
                        operation,
                        List.of(new RegistryBackend.Move("a", 1, null)),
                        Decision.Kind.OVERRIDE,
                        "a reason",
                        null));
        names.put(
                "Registration.<init>(String, Digest, Digest, Map)",
                operation -> new RegistryBackend.Registration(
                        operation, version.digest(), version.contentDigest(), Map.of()));

        paths.put("NewVersion.add(String, Path)", path -> model.newVersion().add(path, Path.of("pom.xml")));
        paths.put("NewVersion.add(String, byte[])", path -> model.newVersion().add(path, new byte[0]));
        paths.put("NewVersion.add(String, Content)", path -> model.newVersion().add(path, content));
        paths.put("NewFiles.add(String, Path)", path -> new NewFiles().add(path, Path.of("pom.xml")));
        paths.put("NewFiles.add(String, Content)", path -> new NewFiles().add(path, content));
        paths.put("ArtifactFile.<init>(String, Digest, long)", path -> new ArtifactFile(path, version.digest(), 0));
        paths.put(
                "ArtifactFile.<init>(String, Digest, long, BundlePlace)",
                path -> new ArtifactFile(path, version.digest(), 0, null));
        paths.put("ArtifactVersion.open(String)", version::open);
        paths.put("ArtifactVersion.path(String)", version::path);
        paths.put("ArtifactFiles.open(String)", version.files()::open);
        paths.put("ArtifactFiles.path(String)", version.files()::path);

        texts.put("Run.param(String, String)", text -> run.param(text, "x"));
        texts.put("Run.param(String, long)", text -> run.param(text, 1));
        texts.put("Run.param(String, double)", text -> run.param(text, 1.0));
        texts.put("Run.param(String, boolean)", text -> run.param(text, true));
        texts.put("Run.tag(String, String)", text -> run.tag(text, "x"));
        texts.put("Run.metric(String, double)", text -> run.metric(text, 1));
        texts.put("Run.metric(String, double, long)", text -> run.metric(text, 1, 1));
        texts.put("Run.metric(String, double, long, Map)", text -> {
            assertThatThrownBy(() -> run.metric("ok", 1, 1, Map.of("label", text)))
                    .isInstanceOf(IllegalArgumentException.class);
            run.metric(text, 1, 1, Map.of());
        });
        texts.put(
                "MetricPoint.<init>(String, Map, double, long, Instant)",
                text -> new MetricPoint(text, Map.of(), 1, 1, now));
        texts.put(
                "Metric.<init>(String, Map, double, Long, Interval)",
                text -> new Metric(text, Map.of(), 1, null, null));
        texts.put("Metric.of(String, double)", text -> Metric.of(text, 1));
        texts.put("Metrics.of(String, double)", text -> Metrics.of(text, 1));
        texts.put("Metrics.with(String, double)", text -> Metrics.none().with(text, 1));
        texts.put("NewVersion.tag(String, String)", text -> {
            assertThatThrownBy(() -> model.newVersion().tag("ok", text)).isInstanceOf(IllegalArgumentException.class);
            model.newVersion().tag(text, "ok");
        });
        texts.put("Artifact.tag(long, String, String)", text -> {
            assertThatThrownBy(() -> model.tag(1, "ok", text)).isInstanceOf(IllegalArgumentException.class);
            model.tag(1, text, "ok");
        });
        texts.put("Artifact.untag(long, String)", text -> model.untag(1, text));
        texts.put("RegistryBackend.tag(ArtifactName, long, String, String)", text -> {
            assertThatThrownBy(() -> backend.tag(artifact, 1, "ok", text)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new RegistryBackend.Registration(
                            "ok", version.digest(), version.contentDigest(), Map.of("ok", text)))
                    .isInstanceOf(IllegalArgumentException.class);
            backend.tag(artifact, 1, text, "ok");
        });
        texts.put("Gate.named(String)", Gate::named);
        texts.put("Gate.require(String, Condition)", text -> Gate.named("g").require(text, atLeast(1)));
        texts.put(
                "Gate.require(String, Map, Condition)", text -> Gate.named("g").require(text, Map.of(), atLeast(1)));
        texts.put(
                "Gate.require(String, Slices, Condition)",
                text -> Gate.named("g").require(text, inEach("segment"), atLeast(1)));
        texts.put("Gate.advise(String, Map, Condition)", text -> Gate.named("g").advise(text, Map.of(), atLeast(1)));
        texts.put(
                "Gate.advise(String, Slices, Condition)",
                text -> Gate.named("g").advise(text, inEach("segment"), atLeast(1)));
        texts.put(
                "Gate.group(String, UnaryOperator)",
                text -> Gate.named("g").group(text, part -> part.require("a", atLeast(1))));
        texts.put("Gate.group(String)", text -> Gate.named("g").group(text));
        texts.put("Slices.<init>(String, List)", text -> {
            assertThatThrownBy(() -> new Slices("ok", List.of(text))).isInstanceOf(IllegalArgumentException.class);
            new Slices(text, List.of());
        });
        texts.put("Slices.inEach(String, String[])", text -> {
            assertThatThrownBy(() -> inEach("ok", text)).isInstanceOf(IllegalArgumentException.class);
            inEach(text);
        });
        texts.put("Gate.advise(String, Condition)", text -> Gate.named("g").advise(text, atLeast(1)));
        texts.put(
                "Requirement.<init>(String, Map, Condition, boolean)",
                text -> new Requirement(text, Map.of(), atLeast(1), false));
        texts.put("Requirement.<init>(String, Map, Slices, Condition, boolean, String)", text -> {
            assertThatThrownBy(() -> new Requirement("ok", Map.of(), null, atLeast(1), false, text))
                    .isInstanceOf(IllegalArgumentException.class);
            new Requirement(text, Map.of(), null, atLeast(1), false, null);
        });
        texts.put("FreeText.require(String, String)", text -> FreeText.require("text", text));
    }

    /** What takes text that names nothing: words for people, subjects of messages, look-ups that find nothing, parts of results. */
    private static final Set<String> NAME_NOTHING = Set.of(
            "AliasChange.<init>(String, long, Long, long, Decision)",
            "AliasHistory.<init>(String, String, List)",
            "ArtifactFiles.<init>(String, List, ContentReader)",
            "Author.<init>(String, Clock, RandomGenerator)",
            "BackendProperties.<init>(String, boolean, boolean)",
            "BlobStore.list(String, String, int)",
            "CheckResult.<init>(Requirement, Verdict, String, Metric, Metric)",
            "Checkpoint.parse(String)",
            "Decision.<init>(Kind, Instant, String, String, Digest)",
            "Digest.<init>(String)",
            "DirectoryBlobStore.list(String, String, int)",
            "Draft.<init>(String, Map, String)",
            "Draft.because(String)",
            "Draft.of(String, Record)",
            "Event.<init>(String, boolean, String, Instant, Attribution, Map)",
            "Finding.<init>(String, String)",
            "Gate.fromJson(String)",
            "FreeText.requireLong(String, String, int)",
            "Item.<init>(Digest, Fate, String, long)",
            "Ledger.append(String, Dependencies, Function)",
            "Ledger.append(String, Function)",
            "Ledgers.streams(String)",
            "Lineage.<init>(String, List)",
            "Manifest.<init>(int, List, Metrics, Lineage, String)",
            "Manifest.fromJson(byte[], String)",
            "Manifest.of(List, Metrics, Lineage, String)",
            "MemoryBlobStore.list(String, String, int)",
            "Metrics.find(String)",
            "Metrics.find(String, Map)",
            "Metrics.value(String)",
            "MlOpsBuilder.author(String)",
            "Name.isDevice(String)",
            "NewVersion.describe(String)",
            "Notes.write(String)",
            "Progress.<init>(String, long, long)",
            "Promotion.because(String)",
            "Promotion.overriding(String)",
            "RecoverableBlobStore.list(String, String, int)",
            "Registry.names(String)",
            "Rollback.because(String)",
            "Run.fail(String)",
            "RunRecord.history(String)",
            "RunRecord.history(String, Map)",
            "SegmentFormat.open(byte[], String)",
            "StoreProperties.<init>(String, boolean)",
            "Version.<init>(long, Digest, Digest, Map, Instant, String)",
            "Unfinished.<init>(Digest, String, Instant)");

    private static RegistryBackend backend() {
        MemoryBlobStore blobs = new MemoryBlobStore();
        RecoverableBlobStore store = new RecoverableBlobStore(blobs);
        Author author = new Author("ada", Clock.systemUTC(), new SplittableRandom(1));
        Ledgers ledgers =
                new Ledgers(new BlobJournal(blobs, Duration.ofSeconds(1), new SplittableRandom(1)), store, author);
        return new Registry(ledgers, store, new ContentReader(store)).backend();
    }

    @TestFactory
    Stream<DynamicTest> refuseWhatBreaksTheGrammar() {
        return Stream.of(
                        cases(names, HostileText.all().toList()),
                        cases(paths, HostileText.everywhere().toList()),
                        cases(texts, BAD_TEXTS))
                .flatMap(all -> all);
    }

    @TestFactory
    Stream<DynamicTest> takeOrRefuseWhateverTextTheyAreGiven() {
        List<String> hostile = HostileText.all().toList();
        assertThat(hostile).doesNotHaveDuplicates().hasSizeGreaterThan(400);
        return Stream.of(paths, texts)
                .flatMap(points -> points.entrySet().stream())
                .map(point -> DynamicTest.dynamicTest(
                        point.getKey(), () -> hostile.forEach(text -> takeOrRefuse(point.getValue(), text))));
    }

    private static void takeOrRefuse(Consumer<String> entryPoint, String text) {
        try {
            entryPoint.accept(text);
        } catch (IllegalArgumentException | MlOpsException e) {
            assertThat(e.getMessage()).as(text).hasSizeLessThan(600);
        } catch (AssertionError e) {
            // asked for a refusal of what may well be taken here
        }
    }

    private static Stream<DynamicTest> cases(Map<String, Consumer<String>> entryPoints, List<String> hostile) {
        return entryPoints.entrySet().stream()
                .map(point -> DynamicTest.dynamicTest(
                        point.getKey(),
                        () -> hostile.forEach(text -> assertThatThrownBy(
                                        () -> point.getValue().accept(text))
                                .as("%s of \"%s\"", point.getKey(), text)
                                .isInstanceOfAny(IllegalArgumentException.class, NotFoundException.class)
                                .satisfies(refused ->
                                        assertThat(refused.getMessage()).hasSizeLessThan(600)))));
    }

    @Test
    void nothingOfTheHostileTextReachedTheStore() {
        assertThat(mlops.models()).containsExactly("m");
        assertThat(mlops.experiments()).containsExactly("e");
        assertThat(model.versions()).hasSize(1);
    }

    @Test
    void reasonsAndDigestsAreHeldToTheirOwnRules() {
        assertThatThrownBy(() -> new Digest("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> model.promote(version)
                        .to("a")
                        .overriding("x".repeat(Notes.MAX_LENGTH + 1))
                        .commit())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> model.newVersion().describe("x".repeat(4001)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areAllListedHere() {
        Set<String> known = new TreeSet<>(NAME_NOTHING);
        known.addAll(names.keySet());
        known.addAll(paths.keySet());
        known.addAll(texts.keySet());
        Set<String> found = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.mlopssdk").stream()
                        .filter(EntryPointsTest::isApi)
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(unit -> unit.getRawParameterTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(String.class)))
                        .map(EntryPointsTest::signature)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found)
                .as("entry points that take text: sort new ones into this test")
                .containsExactlyElementsOf(known);
    }

    private static boolean isApi(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.isEnum()
                && !type.isAssignableTo(Throwable.class)
                && !type.getPackageName().equals("org.mlopssdk.json")
                && (type.getEnclosingClass().isEmpty()
                        || type.getEnclosingClass().get().getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static String signature(JavaCodeUnit unit) {
        return unit.getOwner().getSimpleName() + "." + unit.getName() + "("
                + unit.getRawParameterTypes().stream()
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.joining(", ")) + ")";
    }
}
