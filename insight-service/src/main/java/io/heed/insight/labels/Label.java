package io.heed.insight.labels;

import java.util.List;

/**
 * What a theme is called.
 *
 * @param text a few distinctive terms, for example {@code parking, ticket machine}; empty when no term has enough people
 * @param keywords single words, most distinctive first
 */
record Label(String text, List<String> keywords) {

    static final Label NONE = new Label("", List.of());

    Label {
        keywords = List.copyOf(keywords);
    }
}
