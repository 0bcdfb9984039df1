package io.heed.rest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a token's signature once and remembers it for {@link #REMEMBERED_FOR} at most, and never beyond its expiry: a
 * machine that submits a thousand signals a second does so with one token, and verifying a signature costs more than all
 * else that is done for a signal. A key that its issuer withdraws is so good for a minute longer.
 */
@Alternative
@Priority(1)
@Singleton
public class RememberedTokens extends JWTCallerPrincipalFactory {

    static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);
    private static final int AT_MOST = 10_000;
    private static final String SCHEME = "Bearer ";

    private final JWTCallerPrincipalFactory verifier;
    private final InstantSource clock;
    /** By the header that carries the token, so that a request's own is looked up as it is. */
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(AT_MOST)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    /** A token that was verified, with what is asked of it for each request. */
    private record Verified(JWTCallerPrincipal token, KnownCaller caller, long expires) {

        static Verified of(JWTCallerPrincipal token) {
            return new Verified(token, KnownCaller.of(token.getName(), token.getGroups()), token.getExpirationTime());
        }
    }

    RememberedTokens() {
        this(new DefaultJWTCallerPrincipalFactory(), InstantSource.system());
    }

    RememberedTokens(JWTCallerPrincipalFactory verifier, InstantSource clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /** As the library verifies it. Only what was verified is remembered: a bad token is refused anew each time. */
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo settings) throws ParseException {
        String credentials = SCHEME + token;
        Verified known = unexpired(credentials);
        if (known != null) {
            return known.token();
        }
        Verified read = readable(token, settings);
        verified.put(credentials, read);
        return read.token();
    }

    /**
     * The caller of a token that was verified within the last minute and has not expired; empty for any other, which may
     * be a good one: then the way through the framework says so.
     *
     * @param credentials what the Authorization header says: the token behind "Bearer"
     */
    public Optional<KnownCaller> known(String credentials) {
        return Optional.ofNullable(unexpired(credentials)).map(Verified::caller);
    }

    private @Nullable Verified unexpired(String credentials) {
        Verified known = verified.getIfPresent(credentials);
        return known != null && clock.instant().getEpochSecond() < known.expires() ? known : null;
    }

    /** The library finds a claim of another type than the standard says only when it is asked for, and fails on it. */
    private Verified readable(String token, JWTAuthContextInfo settings) throws ParseException {
        try {
            JWTCallerPrincipal caller = verifier.parse(token, settings);
            if (caller.getGroups() == null
                    || caller.getName() == null
                    || caller.getName().indexOf('\0') >= 0) {
                throw new ParseException("The token's subject or groups can't be read");
            }
            return Verified.of(caller);
        } catch (RuntimeException unreadable) {
            throw new ParseException("The token's claims can't be read", unreadable);
        }
    }
}
