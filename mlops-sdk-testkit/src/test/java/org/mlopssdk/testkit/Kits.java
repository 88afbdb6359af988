package org.mlopssdk.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.mlopssdk.journal.Journal;
import org.mlopssdk.registry.RegistryBackend;
import org.mlopssdk.store.BlobStore;

/** Runs a kit against a planted implementation, and tells which of its tests reject it. */
final class Kits {

    private static @Nullable Supplier<BlobStore> stores;
    private static @Nullable Supplier<Journal> journals;

    private static @Nullable Supplier<RegistryBackend> backends;

    private Kits() {}

    static Set<String> rejectionsOfStore(Supplier<BlobStore> planted) {
        stores = planted;
        return failures(PlantedStoreContract.class);
    }

    /** The supplier gives handles on one storage each time it is asked by the same test, and on any by others. */
    static Set<String> rejectionsOfJournal(Supplier<Journal> planted) {
        journals = planted;
        return failures(PlantedJournalContract.class);
    }

    /** The supplier gives handles on one registry each time it is asked by the same test, and on any by others. */
    static Set<String> rejectionsOfBackend(Supplier<RegistryBackend> planted) {
        backends = planted;
        return failures(PlantedBackendContract.class);
    }

    private static Set<String> failures(Class<?> contract) {
        Set<String> failed = new TreeSet<>();
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(contract)).execute().testEvents().failed().stream()
                .map(event -> event.getTestDescriptor().getSource().orElseThrow())
                .map(MethodSource.class::cast)
                .map(MethodSource::getMethodName)
                .forEach(failed::add);
        return failed;
    }

    static class PlantedStoreContract extends BlobStoreContract {
        @Override
        protected BlobStore open() {
            return stores.get();
        }
    }

    static class PlantedBackendContract extends RegistryBackendContract {

        @Override
        protected RegistryBackend open() {
            PlantedBackend.freshStorage();
            return reopen();
        }

        @Override
        protected RegistryBackend reopen() {
            return backends.get();
        }

        @Override
        protected BlobStore contents() {
            return PlantedBackend.storage();
        }
    }

    static class PlantedJournalContract extends JournalContract {

        @Override
        protected Journal open() {
            PlantedJournal.freshStorage();
            return reopen();
        }

        @Override
        protected Journal reopen() {
            return journals.get();
        }
    }
}
