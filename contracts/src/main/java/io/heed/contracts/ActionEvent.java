package io.heed.contracts;

/** What travels on {@code action.actions}, by action id. */
public sealed interface ActionEvent extends HeedEvent permits ActionChanged {}
