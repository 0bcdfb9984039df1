package io.heed.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Principal;
import io.heed.contracts.RatingScale;

/** A resource that gives back what it was given. */
@Path("/echo")
public class EchoResource {

    private final Caller caller;

    EchoResource(Caller caller) {
        this.caller = caller;
    }

    /** What the resource takes. */
    public record Body(
            @NotNull @Size(min = 1, max = 10, message = "must have 1 to 10 characters")
            String text,

            @Nullable RatingScale scale,
            int value,
            @Nullable Instant at,
            @Nullable @Valid Nested nested) {}

    /** A part of it. */
    public record Nested(
            @Size(max = 3, message = "must have at most 3 characters")
            String name) {}

    @POST
    @PermitAll
    public Body echo(@NotNull @Valid Body body) {
        return body;
    }

    @POST
    @Path("/large")
    @PermitAll
    public String large(byte[] body) {
        return new String(body, StandardCharsets.US_ASCII);
    }

    @GET
    @Path("/me")
    @RolesAllowed(Roles.MANAGER)
    public Principal me() {
        return caller.principal();
    }

    /** Words to look for. */
    public static class Words {
        @RestQuery
        @Nullable
        String words;
    }

    @GET
    @Path("/asked")
    @RolesAllowed(Roles.MANAGER)
    public String asked(
            @QueryParam("sort") @Nullable String order, @RestQuery @Nullable String limit, @BeanParam Words about) {
        return order + " " + limit + " " + about.words;
    }

    @GET
    @Path("/bug")
    @PermitAll
    public String bug() {
        throw new IllegalStateException("a secret that must not leave");
    }
}
