package org.mlopssdk.mutants;

import java.util.List;

/**
 * What must not go unnoticed: each step of the store's protocol left out, or done in the wrong order, and each look at what was read that is
 * not taken. Where the code has changed, the text of a mutant has to follow.
 */
final class Mutants {

    private static final String PUBLISHER = "store/Publisher.java";
    private static final String SYNCS = "store/Syncs.java";
    private static final String LOCAL_DISK = "store/LocalDisk.java";
    private static final String LEDGER = "journal/Ledger.java";
    private static final String CHAIN = "journal/Chain.java";

    private static final String POWER_CUTS = "store.PowerCutTest";
    private static final String REGISTRY_POWER_CUTS = "store.RegistryPowerCutTest";
    private static final String FAILING_STEPS = "store.FailingStepsTest";
    private static final String INTERRUPTS = "store.InterruptsTest#doNotBreakAStore";
    private static final String DIRECTORY = "store.DirectoryBlobStoreTest$TheFilesOfAStore";

    private Mutants() {}

    /** All, or those that {@code -Dmlops.mutant} names a part of. */
    static List<Mutant> chosen() {
        String part = System.getProperty("mlops.mutant", "");
        return all().stream().filter(mutant -> mutant.toString().contains(part)).toList();
    }

    private static List<Mutant> all() {
        return List.of(
                // files
                Mutant.of("no file sync, of an entry", PUBLISHER)
                        .without("created.sync();")
                        .caughtBy(POWER_CUTS),
                Mutant.of("no file sync, of content", "store/HashedFile.java")
                        .without("awaitSync();\n        file.sync();")
                        .caughtBy(POWER_CUTS),
                Mutant.of("a file sync that failed is forgotten", "store/HashedFile.java")
                        .replacing("throw failed.getCause();", "return;")
                        .caughtBy("store.LargeContentTest"),
                // names
                Mutant.of("no directory sync", PUBLISHER)
                        .replacing("syncWay(file);\n        syncs.entries(parent(file));", "syncWay(file);")
                        .caughtBy(POWER_CUTS),
                Mutant.of("no directory sync after a lost race", PUBLISHER)
                        .replacing(
                                "sync(place);\n            return creation;",
                                "if (creation == Creation.CREATED) { sync(place); } return creation;")
                        .caughtBy(POWER_CUTS),
                Mutant.of("of several contents the first alone is synced", PUBLISHER)
                        .replacing("places.forEach(this::sync);", "places.stream().limit(1).forEach(this::sync);")
                        .caughtBy(POWER_CUTS, REGISTRY_POWER_CUTS),
                Mutant.of("no sync of a new parent directory", PUBLISHER)
                        .without("syncs.themselves(way);")
                        .caughtBy(POWER_CUTS),
                Mutant.of("no sync of a parent directory that another made", SYNCS)
                        .replacing("durable.getIfPresent(directory) == null", "made.remove(directory)")
                        .replacing("durable.invalidate(directory);", "made.add(directory);")
                        .replacing(
                                "private final boolean supported;",
                                "private final boolean supported;"
                                        + " private final Set<Path> made = ConcurrentHashMap.newKeySet();")
                        .caughtBy(POWER_CUTS),
                Mutant.of("removals in tmp/ made durable with the directories alone that are made here", SYNCS)
                        .replacing("!uncertain.isEmpty()", "uncertain.stream().anyMatch(made::remove)")
                        .replacing(
                                "durable.invalidate(directory);", "durable.invalidate(directory); made.add(directory);")
                        .replacing(
                                "private final boolean supported;",
                                "private final boolean supported;"
                                        + " private final Set<Path> made = ConcurrentHashMap.newKeySet();")
                        .caughtBy(POWER_CUTS),
                Mutant.of("a directory made durable without the removals in tmp/", SYNCS)
                        .without("entries(temporary);")
                        .caughtBy(POWER_CUTS),
                Mutant.of("link replaced by rename", PUBLISHER)
                        .replacing("disk.link(place, written);", "disk.rename(written, place);")
                        .caughtBy(DIRECTORY, POWER_CUTS),
                Mutant.of("acknowledged before the sync, which comes with the next", PUBLISHER)
                        .replacing("syncPath(place);", """
                            Path before = late.getAndSet(place);
                            if (before != null) {
                                syncPath(before);
                            }\
                            """)
                        .replacing(
                                "private final Syncs syncs;",
                                "private final Syncs syncs; private final java.util.concurrent.atomic"
                                        + ".AtomicReference<Path> late = new java.util.concurrent.atomic"
                                        + ".AtomicReference<>();")
                        .caughtBy(POWER_CUTS),
                Mutant.of("renamed before the way to the place is synced", PUBLISHER)
                        .without("syncWay(place);")
                        .caughtBy(POWER_CUTS),
                Mutant.of("deleted without a sync", PUBLISHER)
                        .without("if (Files.isDirectory(parent(file), LinkOption.NOFOLLOW_LINKS)) {\n"
                                + "                syncs.entries(parent(file));\n            }")
                        .caughtBy(POWER_CUTS),
                Mutant.of("fsync failure retried", SYNCS)
                        .without("failed.add(directory);")
                        .caughtBy(FAILING_STEPS),
                Mutant.of("a failing disk taken for one without directory sync", SYNCS)
                        .replacing("if (!isRefusal(disk, temporary)) {", "if (false) {")
                        .caughtBy(FAILING_STEPS),
                Mutant.of("temporary files left behind", PUBLISHER)
                        .without("disk.delete(written);")
                        .replacing(
                                "} catch (IOException e) {\n            Warnings.left",
                                "} catch (RuntimeException x) {\n"
                                        + "            IOException e = new IOException(x); Warnings.left")
                        .caughtBy(FAILING_STEPS),
                Mutant.of("rotten content kept when it is put again", PUBLISHER)
                        .replacing("if (found.filter(digest::equals).isPresent()) {", "if (true) {")
                        .caughtBy(POWER_CUTS),
                // what one entry relies on
                Mutant.of("content confirmed without a sync", PUBLISHER)
                        .replacing(
                                "syncPath(file);\n            return true;",
                                "if (!isDurable()) { syncPath(file); } return true;")
                        .caughtBy(POWER_CUTS + "#leavesWhatWasConfirmed"),
                Mutant.of("dependency not confirmed: an entry of another that was only read", LEDGER)
                        .without("ledgers.journal().append(stream, standing, recordAt(standing));")
                        .caughtBy(REGISTRY_POWER_CUTS),
                Mutant.of("dependency not confirmed: content that was collected", "journal/Dependencies.java")
                        .replacing("if (!store.confirm(need.digest)) {", "if (false) {")
                        .caughtBy("registry.GarbageTest"),
                Mutant.of("swept ignored by a registration", CHAIN)
                        .without("sweeps += swept ? 1 : 0;")
                        .caughtBy("registry.GarbageTest"),
                Mutant.of("a stream's first entry before its place in the catalog", LEDGER)
                        .without("ledgers.recordInCatalog(stream);")
                        .caughtBy("journal.LedgersTest", REGISTRY_POWER_CUTS),
                // what is read
                Mutant.of("digest not checked on read", "artifact/ContentReader.java")
                        .replacing("if (!found.equals(expected)) {", "if (false) {")
                        .caughtBy("artifact.FilesTest", "registry.StoreVerifierTest"),
                Mutant.of("chain link not checked", "journal/EntryFormat.java")
                        .replacing("if (previous != null && !previous.equals(document.previous)) {", "if (false) {")
                        .caughtBy("journal.ChainTest"),
                Mutant.of("digest of an entry not checked", "journal/EntryFormat.java")
                        .replacing("if (!digest.hex().equals(written)) {", "if (false) {")
                        .caughtBy("journal.ChainTest"),
                Mutant.of("an operation twice in a stream not noticed", CHAIN)
                        .replacing("if (operations.containsKey(operation)) {", "if (false) {")
                        .caughtBy("journal.ChainTest"),
                Mutant.of("segment head trusted over entries", "journal/EntrySegments.java")
                        .without("\n"
                                + "                .filter(records -> Arrays.equals(records.get(records.size() -"
                                + " 1), entry.get()))")
                        .caughtBy("journal.EntrySegmentsTest"),
                Mutant.of("segment believed as it is written", "journal/EntrySegment.java")
                        .replacing(
                                "return of(stream, first, records)\n"
                                        + "                .filter(made -> Arrays.equals(made, segment))\n"
                                        + "                .map(made -> records);",
                                "return Optional.of(records);")
                        .caughtBy("journal.EntrySegmentsTest", "journal.ChainTest"),
                // retries
                Mutant.of("a retry with new bytes", LEDGER)
                        .replacing("ledgers.journal().append(stream, number, record) ==", """
                            ledgers.journal().append(stream, number, attempt == 1 ? record
                                : EntryFormat.encode(stream, number, chain.head(), new Event(
                                    event.type(), event.optional(), event.operation(),
                                    event.time().plusMillis(attempt), event.attribution(), event.body()))) ==\
                            """)
                        .caughtBy("journal.LedgerTest$WhenAResponseIsLost"),
                // runs
                Mutant.of("a run's flush returns before its points are written", "run/RunLog.java")
                        .replacing("  goal = added;", "  goal = added; written = goal;")
                        .caughtBy("run.RunFaultsTest", REGISTRY_POWER_CUTS),
                Mutant.of("a writer that was fenced off goes on", "run/Segments.java")
                        .replacing("return Arrays.equals(present, sealed);", "return true;")
                        .caughtBy("run.DiedRunTest", "run.RunFaultsTest", "run.RunTest"),
                // threads and owners
                Mutant.of("a directory synced by a channel that an interrupt closes", LOCAL_DISK)
                        .replacing("try (AsynchronousFileChannel channel", "try (java.nio.channels.FileChannel channel")
                        .replacing("private AsynchronousFileChannel open", "private java.nio.channels.FileChannel open")
                        .replacing("return AsynchronousFileChannel.open", "return java.nio.channels.FileChannel.open")
                        .caughtBy(INTERRUPTS),
                Mutant.of("interrupt flag lost", PUBLISHER)
                        .replacing(
                                "return linkBelow(written, place);",
                                "Thread.interrupted(); return linkBelow(written, place);")
                        .caughtBy(INTERRUPTS),
                Mutant.of("files for everybody", LOCAL_DISK)
                        .replacing(
                                "Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));",
                                "Files.createFile(file);")
                        .without("Files.setPosixFilePermissions(file, FILE);")
                        .caughtBy(DIRECTORY));
    }
}
