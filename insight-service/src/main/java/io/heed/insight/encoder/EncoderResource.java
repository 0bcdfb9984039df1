package io.heed.insight.encoder;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.heed.rest.Roles;

/** Which encoder makes the vectors. */
@Path("/api/v1/encoder")
@Produces(MediaType.APPLICATION_JSON)
class EncoderResource {

    /** Two texts' vectors can be compared when name and version are the same. */
    record EncoderView(String name, String version, int dimensions) {}

    private final Encoder encoder;

    EncoderResource(Encoder encoder) {
        this.encoder = encoder;
    }

    @GET
    @RolesAllowed({Roles.ANALYST, Roles.MANAGER, Roles.ADMIN})
    public EncoderView get() {
        return new EncoderView(encoder.name(), encoder.version(), encoder.dimensions());
    }
}
