package org.mlopssdk.s3;

import java.util.Optional;

/** A request as it came over the wire, to a server that is spoken to in path style. */
record WireRequest(WireHead head, byte[] body) {

    String method() {
        return word(0);
    }

    String target() {
        return word(1);
    }

    private String word(int index) {
        return head.first().split(" ", -1)[index];
    }

    /** The path behind the bucket, still encoded. */
    String key() {
        String path = target().replaceFirst("\\?.*", "");
        int slash = path.indexOf('/', 1);
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    String query() {
        int mark = target().indexOf('?');
        return mark < 0 ? "" : target().substring(mark + 1);
    }

    boolean hasQuery(String name) {
        return ("&" + query()).matches(".*&" + name + "(=.*|&.*|)");
    }

    Optional<String> header(String name) {
        return head.value(name);
    }

    RequestKind kind() {
        return RequestKind.of(this);
    }

    /** What all attempts at one request have in common: what is asked for, of what, and which part. */
    String subject() {
        String part = ("&" + query()).replaceFirst(".*&(partNumber=[0-9]+).*|.*", " $1");
        return kind() + " " + key() + part.stripTrailing();
    }

    @Override
    public String toString() {
        return head.first() + " (" + body.length + " bytes)";
    }
}
