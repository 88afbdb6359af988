package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.BlobKey;

/** Listing, where other things lie among a store's objects and stores answer something else. */
class ListingTest {

    private final Scripted s3 = new Scripted();

    private ListingTest page(boolean more, String... keys) {
        String contents = Stream.of(keys)
                .map(key -> "<Contents><Key>" + key + "</Key><Size>1</Size></Contents>")
                .collect(Collectors.joining());
        s3.answer(
                200,
                "<ListBucketResult><Name>bucket</Name><EncodingType>url</EncodingType><IsTruncated>" + more
                        + "</IsTruncated>"
                        + (more ? "<NextContinuationToken>token+/=" + s3.hashCode() + "</NextContinuationToken>" : "")
                        + contents
                        + "</ListBucketResult>");
        return this;
    }

    private List<String> list(String prefix, String startAfter, int limit) {
        try (S3BlobStore store = s3.store()) {
            return store.list(prefix, startAfter, limit).stream()
                    .map(BlobKey::path)
                    .toList();
        }
    }

    private String asked(int request, String parameter) {
        return s3.asked().get(request).url().queryParameter(parameter);
    }

    @Test
    void aPageIsOneRequest() {
        page(true, "ml/a/1", "ml/a/2");

        assertThat(list("a/", "a/0", 2)).containsExactly("a/1", "a/2");
        assertThat(s3.asked()).hasSize(1);
        assertThat(asked(0, "prefix")).isEqualTo("ml/a/");
        assertThat(asked(0, "start-after")).isEqualTo("ml/a/0");
        assertThat(asked(0, "max-keys")).isEqualTo("2");
        assertThat(asked(0, "encoding-type")).isEqualTo("url");
    }

    @Test
    void whatIsNoKeyIsPassedOverAndThePageFilledUp() {
        page(true, "ml/", "ml/README.TXT", "ml/%C3%A4%2B")
                .page(true, "ml/%F0%9F%98%80")
                .page(false, "ml/%F0%9F%98%80a/b");
        assertThat(list("", "", 3)).isEmpty();

        assertThat(asked(0, "start-after")).isNull();
        assertThat(asked(1, "start-after")).isEqualTo("ml/ä+");
        assertThat(asked(2, "start-after")).isEqualTo("ml/😀");
    }

    @Test
    void whatIsNoKeyDoesNotCount() {
        page(true, "ml/A", "ml/a/1").page(false, "ml/a/2", "ml/a/3");

        assertThat(list("", "", 2)).containsExactly("a/1", "a/2");
    }

    @Test
    void anEmptyPageIsNotTheEnd() {
        page(true).page(true).page(false, "ml/a/1");

        assertThat(list("", "", 2)).containsExactly("a/1");
        assertThat(asked(1, "continuation-token")).startsWith("token+/=");
    }

    @Test
    void emptyPagesWithoutEndAreRefused() {
        page(true);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> list("", "", 2))
                .withMessageContaining("says again and again that there is more");
        assertThat(s3.asked()).hasSize(1001);
    }

    @Test
    void tokensWithoutEndAreNoMatterSinceKeysGoOn() {
        page(true, "ml/a/1");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> list("", "", 2))
                .withMessageContaining("not behind \"ml/a/1\"");
        assertThat(s3.asked()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "ml/a/2, ml/a/1, in order",
        "ml/a/1, ml/a/1, in order",
        "ml/a/0, ml/a/1, not behind",
        "ml/b/1, ml/b/2, does not begin with",
        "other/a/1, other/a/2, does not begin with"
    })
    void aListingThatCannotBeTrustedIsRefused(String first, String second, String problem) {
        page(false, first, second);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> list("a/", "a/0", 10))
                .withMessageContaining("the listing cannot be trusted")
                .withMessageContaining(problem);
    }

    @Test
    void anErrorInTheBodyOfAGoodAnswerIsNoEmptyListing() {
        s3.error(200, "InternalError").answer(200, "<ListBucketResult><Name>bucket</Name></ListBucketResult>");
        page(false, "ml/a/1");

        assertThat(list("", "", 10)).containsExactly("a/1");
        assertThat(s3.asked()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "A", "ä", "a//", ".", "../", "a b", "-", "\u0000", "\ud800"})
    void whatNoKeyBeginsWithIsNotAskedFor(String prefix) {
        assertThat(list(prefix, "", 10)).isEmpty();
        assertThat(s3.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a/b, ml/a/b", "'a b', 'ml/a b'", "A+, ml/A+", "aä, ml/a~", "a\ud800b, ml/a~", "~, ml/~", "a~b, ml/a~"})
    void textToStartBehindIsSentInCharactersThatEveryStoreKnows(String startAfter, String sent) {
        page(false);
        list("", startAfter, 10);
        assertThat(asked(0, "start-after")).isEqualTo(sent);
    }

    @Test
    void controlCharactersSortBeforeAllThatAKeyMayHave() {
        page(false);
        list("", "a/b\u0001c", 10);
        assertThat(asked(0, "start-after")).isEqualTo("ml/a/b");
    }
}
