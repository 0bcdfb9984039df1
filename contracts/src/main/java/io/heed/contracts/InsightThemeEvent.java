package io.heed.contracts;

/** What travels on {@code insight.themes}, by theme id. */
public sealed interface InsightThemeEvent extends HeedEvent permits ThemeChanged {}
