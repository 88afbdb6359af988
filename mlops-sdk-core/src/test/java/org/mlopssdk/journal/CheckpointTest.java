package org.mlopssdk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mlopssdk.journal.Diary.STREAM;
import static org.mlopssdk.journal.Diary.line;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.MemoryBlobStore;
import org.mlopssdk.store.ProgressListener;

class CheckpointTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    @Test
    void itSaysHowFarEachStreamHasComeTheCatalogIncluded() {
        MemoryBlobStore store = new MemoryBlobStore();
        Ledgers ledgers = Diary.process(Diary.journal(store), store, 1);
        Ledger<Diary> ledger = ledgers.open(STREAM, new Diary());
        ledger.append("op-1", diary -> line("one"));
        Entry second = ledger.append("op-2", diary -> line("two"));
        ledgers.recordInCatalog(new StreamName("diary", "never-written"));

        Checkpoint checkpoint = ledgers.checkpoint(ProgressListener.NONE);

        assertThat(checkpoint.heads()).containsOnlyKeys(StreamName.CATALOG, STREAM);
        assertThat(checkpoint.heads().get(STREAM)).isEqualTo(new Checkpoint.Head(2, second.digest()));
        assertThat(checkpoint.heads().get(StreamName.CATALOG).length()).isEqualTo(2);
        assertThat(checkpoint).hasToString("checkpoint of 2 streams with 4 entries");
        assertThat(Checkpoint.parse(checkpoint.toText())).isEqualTo(checkpoint);
        assertThat(Checkpoint.parse("\n " + checkpoint.toText() + "\r\n")).isEqualTo(checkpoint);
        assertThat(Checkpoint.parse(Checkpoint.NONE.toText())).isEqualTo(Checkpoint.NONE);
    }

    @Test
    void itsTextIsOneLineOfJson() {
        Checkpoint checkpoint = new Checkpoint(new TreeMap<>(Map.of(STREAM, new Checkpoint.Head(7, new Digest(HEX)))));

        assertThat(checkpoint.toText())
                .isEqualTo("{\"format\":1,\"streams\":{\"diary/mine\":{\"length\":7,\"digest\":\"" + HEX + "\"}}}");
    }

    @Test
    void aLastEntryHasANumberFromOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint.Head(0, new Digest(HEX)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "checkpoint",
                "{\"format\":1}",
                "{\"format\":1,\"streams\":[]}",
                "{\"format\":1,\"streams\":{\"diary/mine\":null}}",
                "{\"format\":1,\"streams\":{\"diary/mine\":{}}}",
                "{\"format\":1,\"streams\":{\"diary/mine\":{\"length\":1}}}",
                "{\"format\":1,\"streams\":{\"diary/mine\":{\"length\":0,\"digest\":\"HEX\"}}}",
                "{\"format\":1,\"streams\":{\"diary/mine\":{\"length\":-1,\"digest\":\"HEX\"}}}",
                "{\"format\":1,\"streams\":{\"diary/mine\":{\"length\":1.5,\"digest\":\"HEX\"}}}",
                "{\"format\":1,\"streams\":{\"diary/mine\":{\"length\":99999999999999999999,\"digest\":\"HEX\"}}}",
                "{\"format\":1,\"streams\":{\"diary/mine\":{\"length\":1,\"digest\":\"HE\"}}}",
                "{\"format\":1,\"streams\":{\"diary\":{\"length\":1,\"digest\":\"HEX\"}}}",
                "{\"format\":1,\"streams\":{\"\":{\"length\":1,\"digest\":\"HEX\"}}}",
                "{\"format\":1,\"streams\":{\"diary/../mine\":{\"length\":1,\"digest\":\"HEX\"}}}",
                "{\"format\":1,\"streams\":{\"diary/mine/x\":{\"length\":1,\"digest\":\"HEX\"}}}",
                "{\"format\":1,\"streams\":{\"a/b\":{\"length\":1,\"digest\":\"HEX\"},\"a/b\":{\"length\":2,\"digest\":\"HEX\"}}}",
                "{\"format\":1,\"streams\":{\"diary/mine\":{\"length\":1,\"digest\":\"HEX\"}}} {}",
            })
    void textThatIsNoneIsRefused(String text) {
        assertThatExceptionOfType(CorruptedException.class)
                .isThrownBy(() -> Checkpoint.parse(text.replace("HEX", HEX)))
                .withMessageStartingWith("checkpoint");
    }

    @Test
    void aTextCutShortOrNestedDeeplyIsRefusedAndANewerOneSaidToBeOne() {
        String text = new Checkpoint(new TreeMap<>(Map.of(STREAM, new Checkpoint.Head(7, new Digest(HEX))))).toText();
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThatExceptionOfType(MlOpsException.class).isThrownBy(() -> Checkpoint.parse(cut));
        }
        for (String deep : List.of("[".repeat(100_000), "{\"format\":1,\"streams\":" + "{\"a\":".repeat(50_000))) {
            assertThatExceptionOfType(CorruptedException.class).isThrownBy(() -> Checkpoint.parse(deep));
        }
        assertThatExceptionOfType(UnsupportedFormatException.class)
                .isThrownBy(() -> Checkpoint.parse("{\"format\":2}"))
                .withMessageContaining("use a newer mlops-sdk");
    }
}
