package io.heed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIdentityTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void aTokenSaysWhoTheUserIsAndIsVerifiedByThePublishedKeys() throws Exception {
        LocalIdentity identity = LocalIdentity.in(directory, InstantSource.fixed(NOON));

        JwtClaims claims = verifierAt(NOON, identity)
                .processToClaims(identity.token("max", Set.of("manager"), Duration.ofHours(1)));

        assertThat(claims.getSubject()).isEqualTo("max");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("manager");
    }

    @Test
    void aTokenEndsWithItsLifetime() {
        LocalIdentity identity = LocalIdentity.in(directory, InstantSource.fixed(NOON));
        String token = identity.token("max", Set.of("manager"), Duration.ofHours(1));

        assertThatThrownBy(() ->
                        verifierAt(NOON.plus(Duration.ofHours(1)), identity).processToClaims(token))
                .isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void theKeysStayTheSameAndThePrivateOneStaysPrivate() throws Exception {
        String first = Files.readString(
                LocalIdentity.in(directory, InstantSource.fixed(NOON)).keySet());

        assertThat(LocalIdentity.in(directory, InstantSource.fixed(NOON)).keySet())
                .hasContent(first);
        assertThat(first).doesNotContain("\"d\"");
        assertThat(Files.getPosixFilePermissions(directory.resolve("signing-key.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static JwtConsumer verifierAt(Instant now, LocalIdentity identity) throws Exception {
        JsonWebKeySet keys = new JsonWebKeySet(Files.readString(identity.keySet()));
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setExpectedIssuer(LocalIdentity.ISSUER)
                .setExpectedAudience(LocalIdentity.AUDIENCE)
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                .build();
    }
}
