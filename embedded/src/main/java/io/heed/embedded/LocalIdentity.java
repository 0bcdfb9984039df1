package io.heed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Says who is who on one machine: signs bearer tokens (ES256) with a key that stays in a folder, and publishes the key
 * set by which services verify them.
 */
public final class LocalIdentity {
    /** The issuer that services have to expect. */
    public static final String ISSUER = "https://heed.local";
    /** The audience that services have to demand. */
    public static final String AUDIENCE = "heed";

    private static final String PRIVATE_KEY = "signing-key.json";
    private static final String KEY_SET = "jwks.json";

    private final Path directory;
    private final InstantSource clock;

    private LocalIdentity(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The identity that lives in this folder; its keys are made when there are none. */
    public static LocalIdentity in(Path directory, InstantSource clock) {
        LocalIdentity identity = new LocalIdentity(directory, clock);
        try {
            if (!Files.exists(directory.resolve(PRIVATE_KEY))) {
                identity.makeKeys();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (JoseException failure) {
            throw new IllegalStateException("Cannot make a signing key", failure);
        }
        return identity;
    }

    /** The key set comes first: a private key that is there means that both are. */
    private void makeKeys() throws IOException, JoseException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(UUID.randomUUID().toString());
        key.setUse("sig");
        key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve(KEY_SET),
                new JsonWebKeySet(List.of(key)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        PrivateFile.write(directory.resolve(PRIVATE_KEY), key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
    }

    /** The file with the public keys, as a JSON Web Key Set. */
    public Path keySet() {
        return directory.resolve(KEY_SET);
    }

    /**
     * A bearer token.
     *
     * @param user becomes {@code sub}
     * @param groups the user's roles
     */
    public String token(String user, Set<String> groups, Duration lifetime) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(user);
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(lifetime).getEpochSecond()));
        claims.setStringListClaim("groups", List.copyOf(groups));
        try {
            EllipticCurveJsonWebKey key = (EllipticCurveJsonWebKey)
                    JsonWebKey.Factory.newJwk(Files.readString(directory.resolve(PRIVATE_KEY)));
            JsonWebSignature signature = new JsonWebSignature();
            signature.setHeader("typ", "JWT");
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setKey(key.getPrivateKey());
            signature.setPayload(claims.toJson());
            return signature.getCompactSerialization();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (JoseException failure) {
            throw new IllegalStateException("Cannot sign a token", failure);
        }
    }
}
