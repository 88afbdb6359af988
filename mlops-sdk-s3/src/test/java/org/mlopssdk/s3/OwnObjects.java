package org.mlopssdk.s3;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The objects of this library that can be reached from some, through each other and through collections of the JDK, but not through objects of others. */
final class OwnObjects {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> left = new ArrayDeque<>();
    private final List<String> texts = new ArrayList<>();
    private int count;

    /** All text that these objects hold, and what they say of themselves. */
    List<String> texts() {
        return texts;
    }

    /** How many there are. */
    int count() {
        return count;
    }

    void from(Object root) throws IllegalAccessException {
        meet(root);
        while (!left.isEmpty()) {
            look(left.pop());
        }
    }

    /** From what is static in a class. */
    void fromStatics(Class<?> type) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                from(field.get(null));
            }
        }
    }

    private void meet(Object found) {
        if (found != null && seen.add(found)) {
            left.push(found);
        }
    }

    private void look(Object found) throws IllegalAccessException {
        if (found instanceof byte[] bytes) {
            texts.add(new String(bytes, StandardCharsets.ISO_8859_1));
        } else if (found instanceof char[] chars) {
            texts.add(new String(chars));
        } else if (found instanceof Object[] array) {
            Arrays.asList(array).forEach(this::meet);
        } else if (found instanceof CharSequence
                || found instanceof java.net.URI
                || found instanceof java.nio.file.Path) {
            texts.add(found.toString());
        } else if (found instanceof Collection<?> collection) {
            List.copyOf(collection).forEach(this::meet);
        } else if (found instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                meet(key);
                meet(value);
            });
        } else if (found instanceof Optional<?> optional) {
            optional.ifPresent(this::meet);
        } else if (found instanceof AtomicReference<?> reference) {
            meet(reference.get());
        } else if (found.getClass().getName().startsWith("org.mlopssdk.")) {
            lookInto(found);
        }
    }

    private void lookInto(Object own) throws IllegalAccessException {
        count++;
        texts.add(own.toString());
        for (Class<?> type = own.getClass();
                type != null && type.getName().startsWith("org.mlopssdk.");
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    meet(field.get(own));
                }
            }
        }
    }
}
