package io.heed.insight.curation;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.heed.insight.themes.ThemeView;
import io.heed.insight.themes.Themes;
import io.heed.rest.Caller;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/**
 * What people decide about themes. Each decision needs the ETag of what the caller saw, and answers with the theme as it
 * is now; 202 where statements are still being moved. What somebody decided outlives every consolidation: statements that
 * were in the theme then stay in it until somebody decides otherwise.
 */
@Path("/api/v1/themes/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.ADMIN})
@Blocking
class CurationResource {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Instance<CurateThemes> curate;
    private final Themes themes;
    private final Caller caller;

    /** What depends on the encoder comes as an instance: it is not made on the way up. */
    CurationResource(Instance<CurateThemes> curate, Themes themes, Caller caller) {
        this.curate = curate;
        this.themes = themes;
        this.caller = caller;
    }

    /** Gives a theme a name, or gives it back to the words that people use. */
    @POST
    @Path("rename")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ThemeView> rename(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            CurationBodies.@Nullable Rename body) {
        if (body == null) {
            throw ProblemException.invalid("label", "must be given: a text, or null for the words that people use");
        }
        curate.get().rename(id, ifMatch, label(body.label()), by(body, "renamed"));
        return answer(id, true);
    }

    /** Makes a theme part of another; its id keeps answering. */
    @POST
    @Path("merge")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ThemeView> merge(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            CurationBodies.@Nullable Merge body)
            throws SQLException {
        UUID into = given(body == null ? null : body.into(), "into");
        return answer(into, curate.get().merge(id, ifMatch, into, by(body, "merged")));
    }

    /** Makes a merged theme one of its own again, with all that came from it, whoever merged it. */
    @POST
    @Path("unmerge")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ThemeView> unmerge(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            CurationBodies.@Nullable Reason body)
            throws SQLException {
        return answer(id, curate.get().unmerge(id, ifMatch, by(body, "unmerged")));
    }

    /** Makes a theme of some of a theme's statements, and answers with that one. */
    @POST
    @Path("split")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ThemeView> split(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            CurationBodies.@Nullable Split body)
            throws SQLException {
        List<UUID> statements = body == null || body.statements() == null
                ? List.of()
                : body.statements().stream().distinct().toList();
        if (statements.isEmpty() || statements.size() > CurationBodies.MOST_STATEMENTS) {
            throw ProblemException.invalid(
                    "statements", "must be 1 to " + CurationBodies.MOST_STATEMENTS + " ids of this theme's statements");
        }
        CurateThemes.Split split = curate.get()
                .split(id, ifMatch, statements, label(body == null ? null : body.label()), by(body, "split"));
        // the new theme is there once the first statement is in it
        return answer(themes.find(split.theme()).isPresent() ? split.theme() : id, split.done());
    }

    /** Says that a theme is never to be merged with another. */
    @POST
    @Path("keep-apart")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ThemeView> keepApart(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            CurationBodies.@Nullable KeepApart body) {
        UUID from = given(body == null ? null : body.from(), "from");
        curate.get().keepApart(id, ifMatch, from, by(body, "kept apart"));
        return answer(id, true);
    }

    /** Takes back that a theme is never to be merged with another. */
    @POST
    @Path("allow-together")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ThemeView> allowTogether(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            CurationBodies.@Nullable AllowTogether body) {
        UUID with = given(body == null ? null : body.with(), "with");
        curate.get().allowTogether(id, ifMatch, with, by(body, "allowed together"));
        return answer(id, true);
    }

    private RestResponse<ThemeView> answer(UUID id, boolean done) {
        ThemeView theme = themes.find(id).orElseThrow(() -> ProblemException.notFound("The theme is gone"));
        return RestResponse.ResponseBuilder.create(done ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED, theme)
                .header(HttpHeaders.ETAG, theme.tag())
                .build();
    }

    private CurateThemes.Caller by(CurationBodies.@Nullable Reasoned body, String otherwise) {
        String reason = body == null ? null : body.reason();
        if (reason != null && reason.length() > CurationBodies.LONGEST_REASON) {
            throw ProblemException.invalid(
                    "reason", "must be at most " + CurationBodies.LONGEST_REASON + " characters long");
        }
        return new CurateThemes.Caller(
                caller.principal(), reason == null || reason.isBlank() ? otherwise : reason.strip());
    }

    private static @Nullable String label(@Nullable String label) {
        if (label == null) {
            return null;
        }
        String stripped = SPACES.matcher(label.strip()).replaceAll(" ");
        if (stripped.length() > CurationBodies.LONGEST_LABEL
                || stripped.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw ProblemException.invalid(
                    "label",
                    "must be 1 to " + CurationBodies.LONGEST_LABEL + " characters with a letter or digit, or null");
        }
        return stripped;
    }

    private static UUID given(@Nullable UUID theme, String field) {
        if (theme == null) {
            throw ProblemException.invalid(field, "must be given: the id of a theme");
        }
        return theme;
    }
}
