package io.heed.feedback.intake;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.security.UnauthorizedException;

import io.heed.contracts.Principal;
import io.heed.rest.Caller;
import io.heed.rest.KnownCaller;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/** Says whether a caller may submit, and as whom. */
@Singleton
class Submitter {

    private static final List<String> MAY_SUBMIT =
            List.of(Roles.FRONTLINE, Roles.INTEGRATION, Roles.MANAGER, Roles.ANALYST, Roles.ADMIN);

    private final Caller caller;
    private final boolean anonymousAllowed;

    Submitter(Caller caller, IntakeSettings settings) {
        this.caller = caller;
        this.anonymousAllowed = settings.anonymousAllowed();
    }

    /**
     * The caller of this request.
     *
     * @throws UnauthorizedException when it sent no token and the deployment wants one
     * @throws ProblemException 403 when its token carries no role of Heed
     */
    Principal principal() {
        if (caller.isAnonymous()) {
            if (!anonymousAllowed) {
                throw new UnauthorizedException();
            }
        } else if (MAY_SUBMIT.stream().noneMatch(caller::hasRole)) {
            throw ProblemException.forbidden("The token carries none of Heed's roles.");
        }
        return caller.principal();
    }

    /** The principal of a request without a token; empty when the deployment wants one. */
    Optional<Principal> anonymous() {
        return anonymousAllowed ? Optional.of(Principal.ANONYMOUS) : Optional.empty();
    }

    /** Whether the caller's roles let it submit. */
    boolean maySubmit(KnownCaller known) {
        return MAY_SUBMIT.stream().anyMatch(known.roles()::contains);
    }

    /**
     * The caller of a request that nobody may make without a token.
     *
     * @throws UnauthorizedException when it sent none
     * @throws ProblemException 403 when its token carries no role of Heed
     */
    Principal known() {
        if (caller.isAnonymous()) {
            throw new UnauthorizedException();
        }
        return principal();
    }
}
