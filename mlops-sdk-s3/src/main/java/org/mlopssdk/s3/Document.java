package org.mlopssdk.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A document of the store, such as a list or an error, as the AWS SDK may be given it. The SDK builds a tree of whatever comes, by
 * one call of a method for each level, within no limits but those of memory and stack: so documents are read whole and looked
 * through here first.
 */
final class Document {

    /** A list of a thousand keys of 1,024 characters, each of them escaped, stays below. */
    static final int MAX_BYTES = 8 << 20;

    /** A list of a thousand keys, with all that can be told of each, has some fifteen thousand. */
    static final int MAX_ELEMENTS = 100_000;

    static final int MAX_DEPTH = 32;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Document() {}

    /** Reads the document of an answer that says that all went well. */
    static InputStream good(InputStream body) throws IOException {
        byte[] document = body.readNBytes(MAX_BYTES + 1);
        check(document);
        return new ByteArrayInputStream(document);
    }

    /** Reads the document of an answer that says otherwise. In place of an unfit one stands none: the status says enough. */
    static InputStream bad(InputStream body) throws IOException {
        byte[] document = body.readNBytes(MAX_BYTES + 1);
        try {
            check(document);
            return new ByteArrayInputStream(document);
        } catch (UnfitException e) {
            return InputStream.nullInputStream();
        }
    }

    private static void check(byte[] document) throws UnfitException {
        require(document.length <= MAX_BYTES, "is longer than " + MAX_BYTES + " bytes");
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            if (!text.isBlank()) {
                checkXml(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
            }
        } catch (CharacterCodingException | XMLStreamException e) {
            throw new UnfitException("is no XML in UTF-8", e);
        }
    }

    private static void checkXml(String text) throws XMLStreamException, UnfitException {
        XMLStreamReader events = parser().createXMLStreamReader(new StringReader(text));
        String encoding = events.getCharacterEncodingScheme();
        require(encoding == null || encoding.equalsIgnoreCase("UTF-8"), "claims to be in another code than UTF-8");
        int depth = 0;
        int elements = 0;
        while (events.hasNext()) {
            switch (events.next()) {
                case XMLStreamConstants.DTD -> require(false, "has a document type");
                case XMLStreamConstants.START_ELEMENT -> {
                    require(++depth <= MAX_DEPTH, "is nested more than " + MAX_DEPTH + " deep");
                    require(++elements <= MAX_ELEMENTS, "has more than " + MAX_ELEMENTS + " elements");
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    /** The JDK's own: what a host has on its class path may know other limits. */
    private static XMLInputFactory parser() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static void require(boolean good, String problem) throws UnfitException {
        if (!good) {
            throw new UnfitException(problem, null);
        }
    }

    /** What came is nothing that a store sends. */
    private static final class UnfitException extends IOException {

        private static final long serialVersionUID = 1L;

        UnfitException(String problem, @Nullable Throwable cause) {
            super("what the store answered " + problem, cause);
        }
    }
}
