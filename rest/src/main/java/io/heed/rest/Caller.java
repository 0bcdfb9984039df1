package io.heed.rest;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.security.identity.SecurityIdentity;

import io.heed.contracts.Principal;

/** Who calls, as the verified token says. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller as it is recorded with everything that it does. */
    public Principal principal() {
        if (identity.isAnonymous()) {
            return Principal.ANONYMOUS;
        }
        return KnownCaller.of(identity.getPrincipal().getName(), identity.getRoles())
                .principal();
    }

    /** Whether no token came with the request. */
    public boolean isAnonymous() {
        return identity.isAnonymous();
    }

    /** Whether the token carries this role, one of {@link Roles}. */
    public boolean hasRole(String role) {
        return identity.hasRole(role);
    }
}
