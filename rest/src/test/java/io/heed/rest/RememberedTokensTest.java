package io.heed.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

class RememberedTokensTest {

    private static final long EXPIRES = 1_800_000_000;

    private final List<String> verified = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(EXPIRES - 30);
    private final RememberedTokens tokens = new RememberedTokens(new Verifier(), () -> now);
    private final JWTAuthContextInfo settings = new JWTAuthContextInfo();

    @Test
    void a_token_is_verified_once() throws Exception {
        JWTCallerPrincipal first = tokens.parse("fay", settings);
        assertThat(tokens.parse("fay", settings)).isSameAs(first);
        assertThat(verified).containsExactly("fay");
    }

    @Test
    void each_token_is_its_own_caller() throws Exception {
        assertThat(tokens.parse("fay", settings).getName()).isEqualTo("fay");
        assertThat(tokens.parse("max", settings).getName()).isEqualTo("max");
    }

    @Test
    void a_token_that_expired_is_verified_again() throws Exception {
        tokens.parse("fay", settings);
        now = Instant.ofEpochSecond(EXPIRES);
        tokens.parse("fay", settings);
        assertThat(verified).containsExactly("fay", "fay");
    }

    @Test
    void a_bad_token_is_refused_each_time() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.parse("bad", settings)).isInstanceOf(ParseException.class);
        }
        assertThat(verified).containsExactly("bad", "bad");
    }

    @Test
    void claims_of_another_type_are_a_bad_token() {
        for (String token : List.of("fails in the library", "nul\0subject")) {
            assertThatThrownBy(() -> tokens.parse(token, settings)).as(token).isInstanceOf(ParseException.class);
        }
    }

    @Test
    void who_was_verified_is_known_until_the_token_expires() throws Exception {
        assertThat(tokens.known("Bearer fay")).isEmpty();
        tokens.parse("fay", settings);
        assertThat(tokens.known("Bearer fay")).contains(KnownCaller.of("fay", Set.of()));
        now = Instant.ofEpochSecond(EXPIRES);
        assertThat(tokens.known("Bearer fay")).isEmpty();
    }

    private final class Verifier extends JWTCallerPrincipalFactory {

        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo settings) throws ParseException {
            verified.add(token);
            if (token.equals("bad")) {
                throw new ParseException("not signed by the issuer");
            }
            JwtClaims claims = new JwtClaims();
            claims.setSubject(token);
            claims.setClaim("upn", token);
            claims.setExpirationTime(NumericDate.fromSeconds(EXPIRES));
            if (token.startsWith("fails")) {
                throw new ClassCastException("groups are an object");
            }
            return new DefaultJWTCallerPrincipal(token, "JWT", claims);
        }
    }
}
