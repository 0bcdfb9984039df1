package io.heed.rest;

import java.util.Set;

import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;

/**
 * Whom a verified token names.
 *
 * @param principal as it is recorded with everything that the caller does
 * @param roles what the token's groups say, whether or not they are {@link Roles}
 */
public record KnownCaller(Principal principal, Set<String> roles) {

    public KnownCaller {
        roles = Set.copyOf(roles);
    }

    /** The caller of this name with these groups. */
    public static KnownCaller of(String name, Set<String> groups) {
        PrincipalKind kind = groups.contains(Roles.INTEGRATION) ? PrincipalKind.INTEGRATION : PrincipalKind.USER;
        return new KnownCaller(new Principal(kind, name), groups);
    }
}
