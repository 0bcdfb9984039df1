package io.heed.action.actions;

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
}
