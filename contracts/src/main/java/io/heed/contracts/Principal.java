package io.heed.contracts;

/**
 * Who did something.
 *
 * @param kind what sort of party
 * @param subject the token's {@code sub}; for the system, the part that acted; for anonymous callers, {@code anonymous}
 */
public record Principal(PrincipalKind kind, String subject) {

    public static final Principal ANONYMOUS = new Principal(PrincipalKind.ANONYMOUS, "anonymous");

    /** Heed itself, acting through one of its parts. */
    public static Principal system(String part) {
        return new Principal(PrincipalKind.SYSTEM, part);
    }

    /** In one word: a person's or a machine's name, or {@code system:} and the part that acted. */
    public String named() {
        return kind == PrincipalKind.SYSTEM ? "system:" + subject : subject;
    }
}
