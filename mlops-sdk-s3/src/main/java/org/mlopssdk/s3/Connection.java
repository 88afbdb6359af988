package org.mlopssdk.s3;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/** The SDK's client: made when it is first used, since that takes seconds, and once. A caller's own is not closed. */
final class Connection implements AutoCloseable {

    /** The SDK's log of what it signs. */
    static final String SIGNER = "software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner";

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Settings.Access access;
    private final int parallelism;
    private final @Nullable AwsCredentialsProvider credentials;
    private final @Nullable OkHttpClient http;
    private final @Nullable S3Client given;
    private @Nullable SdkHttpClient transport;
    private @Nullable S3Client made;
    private boolean closed;

    Connection(
            Settings settings,
            @Nullable AwsCredentialsProvider credentials,
            @Nullable OkHttpClient http,
            @Nullable S3Client given) {
        this.access = settings.access();
        this.parallelism = settings.transfer().parallelism();
        this.credentials = credentials;
        this.http = http;
        this.given = given;
    }

    synchronized S3Client client() {
        if (closed) {
            throw new IllegalStateException("the store is closed; open it again");
        }
        if (given != null) {
            return given;
        }
        if (made == null) {
            transport = http == null ? OkHttpTransport.ofDefaults(parallelism) : OkHttpTransport.over(http);
            made = build(transport);
        }
        return made;
    }

    /** What is not named here is found by the SDK as its users know it: credentials, region, endpoint. */
    private S3Client build(SdkHttpClient client) {
        if (LoggerFactory.getLogger(SIGNER).isDebugEnabled()) {
            LOG.warn("the log {} is on at DEBUG: the AWS SDK writes session tokens to it; set it to INFO", SIGNER);
        }
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(client)
                .endpointProvider(this::endpoint)
                .authSchemeProvider(Connection::signing)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .overrideConfiguration(all -> all.retryStrategy(AwsRetryStrategy.doNotRetry()));
        if (access.endpoint() != null) {
            builder.endpointOverride(access.endpoint());
        }
        if (access.region() != null) {
            builder.region(Region.of(access.region()));
        }
        if (credentials != null) {
            builder.credentialsProvider(credentials);
        }
        return builder.build();
    }

    /** Wherever an endpoint is named, by whatever means, buckets are part of the path unless told otherwise, as the AWS CLI has it. */
    private CompletableFuture<Endpoint> endpoint(S3EndpointParams asked) {
        boolean inPath = access.pathStyle() == null ? asked.endpoint() != null : access.pathStyle();
        return S3EndpointProvider.defaultProvider()
                .resolveEndpoint(asked.toBuilder().forcePathStyle(inPath).build());
    }

    /** With the digest of what is sent, also over TLS, where the SDK would leave it out: the store finds out what was damaged on the way. */
    private static List<AuthSchemeOption> signing(S3AuthSchemeParams asked) {
        return S3AuthSchemeProvider.defaultProvider().resolveAuthScheme(asked).stream()
                .map(scheme -> scheme.toBuilder()
                        .putSignerProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                        .build())
                .toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (made != null) {
            made.close();
        }
        if (transport != null) {
            transport.close();
        }
    }
}
