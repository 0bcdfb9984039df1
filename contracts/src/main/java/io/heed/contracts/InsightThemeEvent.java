package io.heed.contracts;

/** What travels on {@code insight.themes}, by theme id but for what is about all of them. */
public sealed interface InsightThemeEvent extends HeedEvent permits ThemeChanged, ThemesConsolidated {}
