package io.heed.action.opening;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

/** The playbook in force: the one that is shipped. */
@ApplicationScoped
public class Playbooks {

    private static final String SHIPPED = "/default-playbook.yaml";

    private final String text;
    private final Playbook inForce;

    Playbooks() {
        this.text = resource();
        this.inForce = switch (new PlaybookText().read(text)) {
            case PlaybookText.InOrder inOrder -> inOrder.playbook();
            case PlaybookText.Refused refused ->
                throw new IllegalStateException("The shipped playbook is not in order: " + refused.violations());
        };
    }

    Playbook inForce() {
        return inForce;
    }

    String text() {
        return text;
    }

    private static String resource() {
        try (InputStream in = Objects.requireNonNull(Playbooks.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
