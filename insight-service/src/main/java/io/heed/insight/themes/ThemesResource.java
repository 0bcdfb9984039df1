package io.heed.insight.themes;

import java.util.Arrays;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.ThemeState;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/**
 * What people talk about. Quotes are people's words, and a theme's numbers are the organisation's: for those who work
 * with them, not for everybody who may submit.
 */
@Path("/api/v1/themes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ThemesResource {

    private final Themes themes;

    ThemesResource(Themes themes) {
        this.themes = themes;
    }

    @GET
    @RolesAllowed({Roles.ANALYST, Roles.MANAGER, Roles.ADMIN})
    public Page<ThemeView> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("q") @Nullable String q,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return themes.list(stateNamed(state), q, ThemeSort.named(sort), Page.limit(limit), cursor);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ANALYST, Roles.MANAGER, Roles.ADMIN})
    public RestResponse<ThemeView> get(@PathParam("id") UUID id) {
        ThemeView theme = themes.find(id).orElseThrow(() -> ProblemException.notFound("There is no theme of this id"));
        return RestResponse.ResponseBuilder.ok(theme)
                .header(HttpHeaders.ETAG, theme.tag())
                .build();
    }

    private static @Nullable ThemeState stateNamed(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(ThemeState.values())
                .filter(state -> ThemeColumns.name(state).equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "state", "must be new, ongoing, escalating, quiet, resolved, regressed or merged"));
    }
}
