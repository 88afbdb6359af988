package org.mlopssdk.junit;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.gate.Gate;

/** Finds the gate that an annotation names. */
final class GateSource {

    private GateSource() {}

    static Gate find(String text, Class<?> test) {
        int hash = text.indexOf('#');
        if (hash < 0) {
            return document(text, test);
        }
        Class<?> owner = hash == 0 ? test : load(text, text.substring(0, hash), test);
        return member(text, owner, text.substring(hash + 1));
    }

    /** Beside the test, at the root of the class path, or else a file from where the build runs. */
    private static Gate document(String text, Class<?> test) {
        for (String place : List.of(text, "/" + text)) {
            try (InputStream in = test.getResourceAsStream(place)) {
                if (in != null) {
                    return Gate.fromJson(in.readAllBytes());
                }
            } catch (IOException e) {
                throw missing(text, "cannot be read: " + e.getMessage());
            } catch (MlOpsException e) {
                throw new ExtensionConfigurationException("the gate \"" + text + "\": " + e.getMessage(), e);
            }
        }
        if (!Files.isRegularFile(Path.of(text))) {
            throw missing(
                    text,
                    "is neither a resource beside " + test.getName()
                            + ", nor one at the root of the class path, nor the file "
                            + Path.of(text).toAbsolutePath());
        }
        return Gate.fromJson(Path.of(text));
    }

    private static Class<?> load(String text, String name, Class<?> test) {
        return ReflectionSupport.tryToLoadClass(name, test.getClassLoader())
                .getOrThrow(e -> missing(text, "names a class that is not there"));
    }

    private static Gate member(String text, Class<?> owner, String name) {
        Optional<Method> method = ReflectionSupport.findMethod(owner, name).filter(GateSource::isStatic);
        if (method.isPresent()) {
            return gate(text, ReflectionSupport.invokeMethod(method.get(), null));
        }
        Field field = ReflectionSupport.streamFields(
                        owner,
                        some -> some.getName().equals(name) && Modifier.isStatic(some.getModifiers()),
                        HierarchyTraversalMode.BOTTOM_UP)
                .findFirst()
                .orElseThrow(() -> missing(
                        text,
                        "is neither a static field of " + owner.getName()
                                + " nor a static method of it without parameters"));
        return ReflectionSupport.tryToReadFieldValue(field, null)
                .andThenTry(value -> gate(text, value))
                .getOrThrow(e -> missing(text, "cannot be read: " + e.getMessage()));
    }

    private static boolean isStatic(Method method) {
        return Modifier.isStatic(method.getModifiers());
    }

    private static Gate gate(String text, Object value) {
        if (value instanceof Gate gate) {
            return gate;
        }
        throw missing(text, "is no Gate: " + value);
    }

    private static ExtensionConfigurationException missing(String text, String problem) {
        return new ExtensionConfigurationException("the gate \"" + text + "\" " + problem);
    }
}
