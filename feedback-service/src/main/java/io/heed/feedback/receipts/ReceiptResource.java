package io.heed.feedback.receipts;

import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

import io.heed.feedback.erasure.ErasureStore;
import io.heed.feedback.timeline.StoryStore;
import io.heed.messaging.Transactions;
import io.heed.rest.ProblemException;

/** The writer's own view. Whoever has the receipt may look: it can't be guessed. */
@Path("/api/v1/receipts/{receipt}")
@Tag(name = "receipts")
public class ReceiptResource {

    private final Receipts receipts;
    private final Transactions transactions;
    private final StoryStore stories;
    private final ErasureStore erasures;

    ReceiptResource(Receipts receipts, Transactions transactions, StoryStore stories, ErasureStore erasures) {
        this.receipts = receipts;
        this.transactions = transactions;
        this.stories = stories;
        this.erasures = erasures;
    }

    @GET
    @PermitAll
    @Cache(noStore = true)
    @Operation(
            summary = "What became of what I said",
            description = "No login; valid from the moment it was handed out.")
    @APIResponse(responseCode = "200", description = "accepted until the signal is remembered")
    @APIResponse(responseCode = "404", description = "Not a receipt of this deployment")
    @APIResponse(responseCode = "410", description = "The signal was erased")
    public ReceiptView receipt(String receipt) {
        UUID id = receipts.open(receipt).orElseThrow(() -> ProblemException.notFound("There is no such receipt."));
        return transactions.call(handle -> {
            if (erasures.isErased(handle, id)) {
                throw ProblemException.gone("What you said was erased on request.");
            }
            return stories.find(handle, id)
                    .map(story -> ReceiptView.of(receipt, story))
                    .orElseGet(() -> ReceiptView.accepted(receipt));
        });
    }
}
