package org.mlopssdk.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * A server that speaks S3, and one request at a time to it over the JDK's client: what tests do beside the store that they test.
 *
 * @param name of the software
 * @param version of the software
 * @param endpoint its address
 * @param accessKey of the one user that it knows
 * @param secretKey of the same
 */
record S3Server(String name, String version, URI endpoint, String accessKey, String secretKey) {

    static final String REGION = "us-east-1";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Makes a bucket that nobody else uses. */
    String newBucket() {
        String bucket = "b-" + UUID.randomUUID();
        HttpResponse<byte[]> made = request("PUT", "/" + bucket, Map.of(), new byte[0]);
        if (made.statusCode() != 200) {
            throw new IllegalStateException("no bucket: " + made.statusCode() + " " + new String(made.body()));
        }
        return bucket;
    }

    /** Sends one signed request. The path is sent as it is, with its query. */
    HttpResponse<byte[]> request(String method, String pathAndQuery, Map<String, String> headers, byte[] body) {
        SdkHttpFullRequest.Builder unsigned = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(endpoint.resolve(pathAndQuery));
        headers.forEach(unsigned::putHeader);
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(AwsCredentialsIdentity.create(accessKey, secretKey))
                        .request(unsigned.build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false));
        try {
            return HTTP.send(request(signed.request(), body), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest request(SdkHttpRequest signed, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.getUri())
                .method(signed.method().name(), HttpRequest.BodyPublishers.ofByteArray(body));
        signed.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
