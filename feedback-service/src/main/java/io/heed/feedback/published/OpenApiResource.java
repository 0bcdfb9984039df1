package io.heed.feedback.published;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import io.heed.contracts.HeedEvent;

/**
 * The interface of all three services in one document, as it ships with the contracts. It needs none of the others to
 * run, and is the same however Heed is deployed.
 */
@Path("/openapi")
public class OpenApiResource {

    private static final String DOCUMENT = "/openapi.json";

    private final byte[] document = read();

    private static byte[] read() {
        try (InputStream stream = HeedEvent.class.getResourceAsStream(DOCUMENT)) {
            return Objects.requireNonNull(stream, "the contracts carry " + DOCUMENT)
                    .readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public byte[] document() {
        return document;
    }
}
