package io.heed.rest;

/** The roles that a token's {@code groups} may carry. */
public final class Roles {

    /** Submits signals and sees own ones. */
    public static final String FRONTLINE = "frontline";
    /** Works the queue of own teams and edits their rules. */
    public static final String MANAGER = "manager";
    /** Reads everything, edits themes. */
    public static final String ANALYST = "analyst";
    /** Submits and reads by machine. */
    public static final String INTEGRATION = "integration";
    /** May do everything. */
    public static final String ADMIN = "admin";

    private Roles() {}
}
