package io.heed.action.teams;

import java.util.List;
import java.util.Objects;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.heed.action.delivery.JtaTransactions;
import io.heed.rest.Caller;
import io.heed.rest.Preconditions;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;
import io.heed.rest.Violation;

/** Who is absent and who stands in, read and replaced as a whole. Work that somebody owns already is not moved by it. */
@Path("/api/v1/absences")
@Produces(MediaType.APPLICATION_JSON)
class AbsencesResource {

    private final JtaTransactions transactions;
    private final AbsenceStore store;
    private final Caller caller;

    AbsencesResource(JtaTransactions transactions, AbsenceStore store, Caller caller) {
        this.transactions = transactions;
        this.store = store;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public RestResponse<List<Absence>> get() {
        AbsenceStore.Current current = transactions.call(store::current);
        return answer(current.absences(), current.edition().number());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    public RestResponse<List<Absence>> put(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Nullable List<Absence> body) {
        if (body == null || body.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.invalid("absences", "must be a list of them");
        }
        Absences absences = new Absences(body);
        List<Violation> violations = absences.violations();
        long edition = transactions.call(transaction -> {
            AbsenceStore.Current current = store.current(transaction);
            Preconditions.requireMatch(
                    ifMatch, Preconditions.etag(current.edition().number()));
            if (!violations.isEmpty()) {
                throw ProblemException.invalid(violations);
            }
            return store.replace(transaction, current.edition(), absences, caller.principal());
        });
        return answer(absences, edition);
    }

    private static RestResponse<List<Absence>> answer(Absences absences, long edition) {
        return RestResponse.ResponseBuilder.ok(absences.absences())
                .header(HttpHeaders.ETAG, Preconditions.etag(edition))
                .build();
    }
}
