package io.heed.insight.readings;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;

import io.heed.insight.encoder.Encoder;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.messaging.Transactions;
import io.heed.rest.Roles;

/** Which encoder makes the vectors, and how far it has come with what was there before it. */
@Path("/api/v1/encoder")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class EncoderResource {

    /**
     * Two texts' vectors can be compared when name and version are the same.
     *
     * @param statements how many statements have a place in a theme
     * @param encoded how many of them have a vector as this encoder makes them now; the others get theirs in the
     *     background
     */
    record EncoderView(String name, String version, int dimensions, long statements, long encoded) {}

    private final Encoder encoder;
    private final SharedThemeSpace space;
    private final Transactions transactions;
    private final VectorStore vectors = new VectorStore();

    EncoderResource(Encoder encoder, SharedThemeSpace space, Transactions transactions) {
        this.encoder = encoder;
        this.space = space;
        this.transactions = transactions;
    }

    @GET
    @RolesAllowed({Roles.ANALYST, Roles.MANAGER, Roles.ADMIN})
    @Operation(
            summary = "Which encoder makes the vectors",
            description = "After a change of encoder the vectors of all statements are made anew in the background: "
                    + "encoded of them, out of statements, are done.")
    public EncoderView get() {
        return transactions.call(handle -> new EncoderView(
                encoder.name(),
                encoder.version(),
                encoder.dimensions(),
                vectors.statements(handle),
                space.isOurs(handle) ? vectors.encoded(handle, space.version(handle)) : 0));
    }
}
