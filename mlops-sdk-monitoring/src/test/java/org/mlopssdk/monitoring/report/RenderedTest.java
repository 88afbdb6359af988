package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.StorageException;

class RenderedTest {
    private final Rendered report = new Rendered("drift ▲\n");

    @TempDir
    private Path folder;

    @Test
    void isWrittenInUtf8AndLeavesNothingBesideTheFile() throws IOException {
        Path file = folder.resolve("drift.html");

        assertThat(report.writeTo(file)).isEqualTo(file);
        assertThat(file).hasBinaryContent(report.bytes());
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void takesThePlaceOfWhatWasThereBefore() throws IOException {
        Path file = Files.writeString(folder.resolve("drift.html"), "a longer text that was there before");

        report.writeTo(file);

        assertThat(file).hasContent("drift ▲");
    }

    @Test
    void takesThePlaceOfALinkAndLeavesWhatTheLinkLeadsTo() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "not ours");
        Path link = Files.createSymbolicLink(folder.resolve("drift.html"), elsewhere);

        report.writeTo(link);

        assertThat(elsewhere).hasContent("not ours");
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    void whoReadsMeanwhileFindsAllOfTheOldReportOrAllOfTheNewOne() throws Exception {
        Path file = folder.resolve("drift.html");
        Rendered old = new Rendered("o".repeat(300_000));
        Rendered fresh = new Rendered("n".repeat(200_000));
        old.writeTo(file);
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 50; i++) {
                (i % 2 == 0 ? fresh : old).writeTo(file);
            }
        });
        writer.start();
        while (writer.isAlive()) {
            byte[] read = Files.readAllBytes(file);
            assertThat(read).hasSize(read[0] == 'o' ? 300_000 : 200_000);
        }
        writer.join();
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> report.writeTo(folder.resolve("reports/drift.html")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("drift.html: its directory ")
                .hasMessageContaining("reports is not there; create it first");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThatThrownBy(() -> report.writeTo(folder))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("is a directory; name a file in it");
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> report.writeTo(file.resolve("drift.html"))).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> report.writeTo(folder.resolve("x".repeat(300))))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be written");
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void aPageForANotebookStandsInAFrameThatHoldsTheVeryPageAndRunsNothing() {
        for (Rendered page : List.of(Cards.hostile().html(), Scenes.hostile().html())) {
            org.w3c.dom.Element frame =
                    Page.of(new Rendered(page.framed())).all("iframe").get(0);
            assertThat(frame.getAttribute("sandbox")).isEmpty();
            assertThat(page.framed()).startsWith("<iframe sandbox=\"\" ");
            // A parser of XML reads line ends in attributes as blanks; one of HTML keeps them.
            assertThat(frame.getAttribute("srcdoc")).isEqualTo(page.toString().replace('\n', ' '));
        }
        ModelCard card = Cards.bare();
        assertThat(card.toHtml()).isEqualTo(card.html().framed());
        assertThat(Scenes.few().toHtml()).isEqualTo(Scenes.few().html().framed());
    }
}
