package org.mlopssdk.s3;

/** What a request to an S3 server asks for, as far as its method, its query and its headers tell. */
enum RequestKind {
    PUT,
    GET,
    HEAD,
    DELETE,
    COPY,
    LIST,
    CREATE_UPLOAD,
    PUT_PART,
    COPY_PART,
    COMPLETE_UPLOAD,
    ABORT_UPLOAD,
    LIST_PARTS,
    LIST_UPLOADS,
    DELETE_MANY,
    BUCKET;

    static RequestKind of(WireRequest request) {
        boolean upload = request.hasQuery("uploadId");
        boolean copy = request.header("x-amz-copy-source").isPresent();
        boolean ofBucket = request.key().isEmpty();
        return switch (request.method()) {
            case "PUT" -> upload ? (copy ? COPY_PART : PUT_PART) : copy ? COPY : ofBucket ? BUCKET : PUT;
            case "POST" ->
                request.hasQuery("delete")
                        ? DELETE_MANY
                        : request.hasQuery("uploads") ? CREATE_UPLOAD : COMPLETE_UPLOAD;
            case "DELETE" -> upload ? ABORT_UPLOAD : DELETE;
            case "HEAD" -> ofBucket ? BUCKET : HEAD;
            case "GET" ->
                upload
                        ? LIST_PARTS
                        : request.hasQuery("uploads") ? LIST_UPLOADS : !ofBucket ? GET : lists(request) ? LIST : BUCKET;
            default -> throw new IllegalArgumentException("nobody asks an S3 server to " + request.method());
        };
    }

    private static boolean lists(WireRequest request) {
        return request.hasQuery("list-type") || request.query().isEmpty();
    }
}
