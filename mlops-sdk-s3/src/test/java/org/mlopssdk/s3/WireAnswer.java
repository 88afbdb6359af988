package org.mlopssdk.s3;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** An answer as it goes over the wire: a head without a word about framing, and a body. The answer to a HEAD says how long a body would be. */
record WireAnswer(WireHead head, byte[] body) {

    static WireAnswer error(int status, String code, ZonedDateTime date) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                + "</Code><Message>said the fault" + " proxy</Message><RequestId>1</RequestId></Error>";
        List<String> lines = List.of(
                "HTTP/1.1 " + status + " " + (status == 200 ? "OK" : code),
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(date),
                "x-amz-request-id: 1",
                "Content-Type: application/xml");
        return new WireAnswer(new WireHead(lines), xml.getBytes(StandardCharsets.UTF_8));
    }

    int status() {
        return Integer.parseInt(head.first().split(" ", -1)[1]);
    }

    @Override
    public String toString() {
        return head.first() + " (" + body.length + " bytes)";
    }
}
