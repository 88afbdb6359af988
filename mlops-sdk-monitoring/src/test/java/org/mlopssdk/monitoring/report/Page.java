package org.mlopssdk.monitoring.report;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A page as a tree. It is read by a strict XML parser, which refuses what is not well-formed. */
final class Page {
    private final Document document;

    private Page(Document document) {
        this.document = document;
    }

    static Page of(Rendered page) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            return new Page(factory.newDocumentBuilder().parse(new ByteArrayInputStream(page.bytes())));
        } catch (Exception e) {
            throw new AssertionError("the page is not well-formed: " + e, e);
        }
    }

    List<Element> all(String name) {
        return list(document.getElementsByTagName(name));
    }

    /** The section of a feature. */
    Element section(String feature) {
        return all("details").stream()
                .filter(details ->
                        children(details, "bdi").get(0).getTextContent().equals(feature))
                .findFirst()
                .orElseThrow();
    }

    static List<Element> children(Element parent, String name) {
        return list(parent.getElementsByTagName(name));
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.add((Element) nodes.item(i));
        }
        return all;
    }

    List<Node> attributes() {
        List<Node> all = new ArrayList<>();
        for (Element element : all("*")) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                all.add(element.getAttributes().item(i));
            }
        }
        return all;
    }

    List<String> attributes(String name) {
        return attributes().stream()
                .filter(attribute -> attribute.getNodeName().equals(name))
                .map(Node::getNodeValue)
                .toList();
    }

    List<String> texts(String element) {
        return all(element).stream().map(Element::getTextContent).toList();
    }

    String text() {
        return document.getDocumentElement().getTextContent();
    }
}
