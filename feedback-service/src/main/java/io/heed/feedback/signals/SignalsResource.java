package io.heed.feedback.signals;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.heed.contracts.SignalReceived;
import io.heed.feedback.erasure.ErasureStore;
import io.heed.feedback.receipts.Receipts;
import io.heed.feedback.timeline.SignalStory;
import io.heed.feedback.timeline.StoryFilter;
import io.heed.feedback.timeline.StoryStore;
import io.heed.messaging.Transactions;
import io.heed.rest.Caller;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/** Reads signals. Frontline and integrations see those that they sent; managers, analysts and admins see all. */
@Path("/api/v1/signals")
@Tag(name = "signals")
public class SignalsResource {

    private final Transactions transactions;
    private final StoryStore stories;
    private final ErasureStore erasures;
    private final Receipts receipts;
    private final Caller caller;

    SignalsResource(
            Transactions transactions, StoryStore stories, ErasureStore erasures, Receipts receipts, Caller caller) {
        this.transactions = transactions;
        this.stories = stories;
        this.erasures = erasures;
        this.receipts = receipts;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FRONTLINE, Roles.INTEGRATION, Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    @Operation(
            summary = "Signals, newest received first",
            description = "Pages neither skip nor repeat what was there when the first was read.")
    @APIResponse(responseCode = "200", description = "A page; next is absent at the end")
    @APIResponse(responseCode = "400", description = "A filter is wrong: violations names it")
    public Page<SignalView> list(@BeanParam SignalQuery query) {
        Sight sight = Sight.of(caller);
        StoryFilter filter = query.filter(sight.onlySubmitter());
        StoryFilter.After after = query.after();
        int limit = query.limit();
        // one more than asked for tells whether there is a next page
        List<SignalStory> found = transactions.call(handle -> stories.list(handle, filter, after, limit + 1));
        List<SignalStory> page = found.subList(0, Math.min(limit, found.size()));
        String next = null;
        if (found.size() > limit) {
            SignalReceived last = page.getLast().signal();
            next = SignalQuery.cursor(new StoryFilter.After(last.receivedAt(), last.id()));
        }
        return new Page<>(
                page.stream().map(story -> sight.view(story, receipts)).toList(), next);
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.FRONTLINE, Roles.INTEGRATION, Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    @Operation(summary = "One signal and what became of it")
    @APIResponse(responseCode = "200", description = "The signal")
    @APIResponse(responseCode = "404", description = "Not there, not remembered yet, or not the caller's to see")
    @APIResponse(responseCode = "410", description = "Erased")
    public SignalView one(UUID id) {
        Sight sight = Sight.of(caller);
        return transactions.call(handle -> {
            if (erasures.isErased(handle, id)) {
                throw ProblemException.gone("The signal was erased on request.");
            }
            return stories.find(handle, id)
                    .filter(sight::sees)
                    .map(story -> sight.view(story, receipts))
                    .orElseThrow(() -> ProblemException.notFound("No signal of yours has this id (yet)."));
        });
    }
}
