package io.heed.action.drafts;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

import jakarta.enterprise.context.ApplicationScoped;

import io.heed.action.actions.ActionView;
import io.heed.contracts.ActionKind;

/** Puts a draft together from an action: the same action, the same draft. */
@ApplicationScoped
class DraftText {

    private static final String SHIPPED = "/answer-draft.properties";

    private final Properties lines;

    DraftText() {
        this.lines = resource();
    }

    AnswerDraft of(ActionView action) {
        ActionView.ThemeName theme = action.theme();
        String about = theme == null || theme.label().isBlank() ? null : theme.label();
        String resolution = action.resolution();
        List<String> draft = new ArrayList<>();
        if (action.kind() == ActionKind.FOLLOW_UP) {
            draft.add(line("follow_up"));
        } else if (about == null) {
            draft.add(line("improvement.nameless"));
        } else {
            draft.add(line("improvement").replace("{about}", about));
        }
        if (action.people() > 1) {
            draft.add(line("people.many").replace("{people}", Long.toString(action.people())));
        }
        draft.add(
                resolution == null
                        ? line("resolution.missing")
                        : line("resolution").replace("{resolution}", resolution));
        draft.add(line("close"));
        return new AnswerDraft(String.join("\n", draft), new AnswerDraft.BasedOn(about, action.people(), resolution));
    }

    private String line(String key) {
        return Objects.requireNonNull(lines.getProperty(key), key);
    }

    private static Properties resource() {
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(DraftText.class.getResourceAsStream(SHIPPED), SHIPPED),
                StandardCharsets.UTF_8)) {
            Properties lines = new Properties();
            lines.load(in);
            return lines;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
