package io.heed.feedback.redaction;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

/** All redactors of this deployment, applied one after the other. */
@Singleton
public class Redaction {

    private final List<Redactor> chain;

    @Inject
    Redaction(@Any Instance<Redactor> redactors) {
        this(redactors
                .handlesStream()
                .sorted(Comparator.comparingInt(
                        handle -> priority(handle.getBean().getBeanClass())))
                .map(Instance.Handle::get)
                .toList());
    }

    /** A chain of these redactors, in this order. */
    public Redaction(List<Redactor> chain) {
        this.chain = List.copyOf(chain);
    }

    /** The text without personal data. */
    public String of(String text) {
        String redacted = text;
        for (Redactor redactor : chain) {
            redacted = redactor.redact(redacted);
        }
        return redacted;
    }

    /** The text without personal data; null for null. */
    public @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    /** The same names with redacted values. */
    public Map<String, String> ofValues(Map<String, String> values) {
        if (values.isEmpty()) {
            return values;
        }
        Map<String, String> redacted = LinkedHashMap.newLinkedHashMap(values.size());
        values.forEach((name, value) -> redacted.put(name, of(value)));
        return redacted;
    }

    private static int priority(Class<?> bean) {
        Priority priority = bean.getAnnotation(Priority.class);
        return priority == null ? jakarta.interceptor.Interceptor.Priority.APPLICATION : priority.value();
    }
}
