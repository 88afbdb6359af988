package org.mlopssdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mlopssdk.testkit.Kits.rejectionsOfStore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Creation;
import org.mlopssdk.store.Digest;

/** A kit is worth what it rejects: stores with one fault each in putting, deleting, or staying whole. */
class BadKeepersTest {

    @Test
    void aPutThatSwallowsTheCallersFailureIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public Digest put(Content content) {
                        try {
                            return sound.put(content);
                        } catch (RuntimeException e) {
                            return Digest.of(new byte[0]);
                        }
                    }
                }))
                .contains("contentThatFailsIsReportedAndLeavesNothing");
    }

    @Test
    void aPutOfSeveralThatLosesOneIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public List<Digest> putAll(List<Content> contents) {
                        List<Digest> digests = super.putAll(contents);
                        digests.stream().skip(2).limit(1).forEach(digest -> delete(digest.key()));
                        return digests;
                    }
                }))
                .contains("severalContentsAreStoredTogetherEachUnderItsDigest");
    }

    @Test
    void aPutThatLeavesWhatFailedIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public Digest put(Content content) {
                        ByteArrayOutputStream out = new ByteArrayOutputStream();
                        try {
                            content.writeTo(out);
                        } catch (IOException e) {
                            throw new StorageException("content", "cannot be read", e);
                        } finally {
                            sound.put(Content.of(out.toByteArray()));
                        }
                        return Digest.of(out.toByteArray());
                    }
                }))
                .contains(
                        "contentThatFailsIsReportedAndLeavesNothing", "contentThatThrowsWhateverItLikesLeavesNothing");
    }

    @Test
    void aPutThatStoresTheSameTwiceIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    private int copies;

                    @Override
                    public synchronized Digest put(Content content) {
                        Digest digest = sound.put(content);
                        copies++;
                        sound.create(BlobKey.of("copies/" + copies), new byte[0]);
                        return digest;
                    }
                }))
                .contains("theSameContentAgainChangesNothing");
    }

    @Test
    void aPutThatReturnsAnotherDigestIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public Digest put(Content content) {
                        byte[] bytes = bytes(content);
                        sound.put(Content.of(bytes));
                        return Digest.of(new byte[bytes.length]);
                    }
                }))
                .contains("theDigestIsThatOfTheContent");
    }

    @Test
    void aConfirmThatHopesIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public boolean confirm(Digest digest) {
                        return true;
                    }
                }))
                .contains("contentIsThereOnceStoredAndUntilDeleted");
    }

    @Test
    void aDeleteThatComplainsOrTakesMoreIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public void delete(BlobKey key) {
                        sound.delete(key);
                        sound.list(key + "/", "", 1000).forEach(sound::delete);
                    }
                }))
                .contains("theBeginningOfAKeyIsNoKey");
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public void delete(BlobKey key) {
                        if (key.path().startsWith("never/")) {
                            throw new StorageException(key.path(), "is not there");
                        }
                        sound.delete(key);
                    }
                }))
                .containsExactly("whatIsNotThereIsDeletedWithoutComplaint");
    }

    @Test
    void aStoreThatAnInterruptBreaksIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    private volatile boolean broken;

                    @Override
                    public Creation create(BlobKey key, byte[] content) {
                        broken |= Thread.currentThread().isInterrupted();
                        if (broken) {
                            throw new StorageException(key.path(), "the channel is closed");
                        }
                        return sound.create(key, content);
                    }
                }))
                .contains("everyOperationWorksAndKeepsTheFlag");
    }

    @Test
    void aStoreThatEatsTheInterruptIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    @Override
                    public Digest put(Content content) {
                        Thread.interrupted();
                        return sound.put(content);
                    }
                }))
                .contains("everyOperationWorksAndKeepsTheFlag");
    }

    @Test
    void aStoreThatCannotBeClosedTwiceIsRejected() {
        assertThat(rejectionsOfStore(() -> new PlantedStore() {
                    private int closings;

                    @Override
                    public void close() {
                        if (++closings == 2) {
                            throw new StorageException("store", "is closed");
                        }
                    }
                }))
                .contains("closingTwiceDoesNothing");
    }

    private static byte[] bytes(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new StorageException("content", "cannot be read: " + e, e);
        }
        return out.toByteArray();
    }
}
