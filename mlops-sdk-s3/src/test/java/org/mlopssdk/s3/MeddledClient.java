package org.mlopssdk.s3;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.s3.S3Client;

/** A client through which requests reach a real server, unless a test has something to say about one of them; and which counts them. */
final class MeddledClient {

    private final S3Client real;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Meddling meddling = (method, number, request) -> request.send();

    MeddledClient(S3Client real) {
        this.real = real;
    }

    /** A request that a test may send, or not, or twice. */
    @FunctionalInterface
    interface Request {
        Object send() throws Throwable;
    }

    /** Decides what becomes of a request: the method of the client, and how many of these there were before. */
    @FunctionalInterface
    interface Meddling {
        Object answer(String method, int number, Request request) throws Throwable;
    }

    void meddle(Meddling with) {
        calls.clear();
        meddling = with;
    }

    /** How often a method was called since the last meddling began. */
    long count(String method) {
        return calls.stream().filter(method::equals).count();
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    S3Client client() {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    AtomicInteger number = new AtomicInteger();
                    synchronized (calls) {
                        number.set((int) count(method.getName()));
                        calls.add(method.getName());
                    }
                    return meddling.answer(method.getName(), number.get(), () -> {
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
                });
    }
}
