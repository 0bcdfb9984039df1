package io.heed.action.actions;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

/** Actions as entities, one at a time, for those who edit them. */
@ApplicationScoped
class ActionRepository implements PanacheRepositoryBase<Action, UUID> {

    /** The action, locked until the transaction ends: edits and the flow of events wait for each other. */
    Optional<Action> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Those of these actions that there are, locked one after the other by their ids. */
    List<Action> lockAll(Collection<UUID> ids) {
        return find("id in ?1 order by id", ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Those of these actions that there are, to be looked at; whatever is done to them is to be forgotten. */
    List<Action> all(Collection<UUID> ids) {
        return list("id in ?1", ids);
    }

    /** Throws away what was done to actions and is not flushed. */
    void forget() {
        getEntityManager().clear();
    }
}
