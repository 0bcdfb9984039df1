package io.heed.local.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import org.jspecify.annotations.Nullable;

/** The resources of operators that publish no Java model: the part of them that we use, and nothing besides. */
final class Operators {

    private Operators() {}

    /** CloudNativePG's {@code postgresql.cnpg.io/v1} Cluster. */
    record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {}

    record ClusterSpec(
            int instances,
            String imageName,
            String primaryUpdateStrategy,
            Postgresql postgresql,
            Bootstrap bootstrap,
            Managed managed,
            Volume storage,
            @Nullable Volume walStorage,
            JsonNode resources,
            JsonNode affinity,
            @Nullable List<Plugin> plugins,
            @Nullable List<ExternalCluster> externalClusters) {}

    record Postgresql(@Nullable Synchronous synchronous, Map<String, String> parameters) {}

    record Synchronous(String method, int number, String dataDurability) {}

    record Bootstrap(@Nullable Initdb initdb, @Nullable Recovery recovery) {

        String database() {
            return initdb == null ? Optional.ofNullable(recovery).orElseThrow().database() : initdb.database();
        }
    }

    record Recovery(
            String source,
            String database,
            String owner,
            @Nullable RecoveryTarget recoveryTarget) {}

    record RecoveryTarget(String targetTime) {}

    record ExternalCluster(String name, ArchivePlugin plugin) {}

    record ArchivePlugin(String name, Map<String, String> parameters) {}

    record Initdb(
            String database,
            String encoding,
            String localeProvider,
            String builtinLocale,
            boolean dataChecksums,
            SqlRefs postInitApplicationSQLRefs) {}

    record SqlRefs(List<KeyRef> configMapRefs) {}

    record KeyRef(String name, String key) {}

    record Managed(List<Role> roles) {}

    record Role(String name, String ensure, boolean login, NameRef passwordSecret) {}

    record NameRef(String name) {}

    record Volume(String size) {}

    record Plugin(String name, boolean isWALArchiver, Map<String, String> parameters) {}

    /** CloudNativePG's ScheduledBackup. */
    record ScheduledBackup(String apiVersion, String kind, ObjectMeta metadata, ScheduledBackupSpec spec) {}

    record ScheduledBackupSpec(
            String schedule,
            String backupOwnerReference,
            NameRef cluster,
            String method,
            NameRef pluginConfiguration) {}

    /** The Barman Cloud plugin's {@code barmancloud.cnpg.io/v1} ObjectStore. */
    record ObjectStore(String apiVersion, String kind, ObjectMeta metadata, ObjectStoreSpec spec) {}

    record ObjectStoreSpec(String retentionPolicy, StoreConfiguration configuration) {}

    record StoreConfiguration(
            String destinationPath, String endpointURL, S3Credentials s3Credentials, Compressed wal, Compressed data) {}

    record S3Credentials(KeyRef accessKeyId, KeyRef secretAccessKey) {}

    record Compressed(String compression) {}

    /** KEDA's {@code keda.sh/v1alpha1} ScaledObject. */
    record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {}

    record ScaledObjectSpec(
            NameRef scaleTargetRef,
            int minReplicaCount,
            int maxReplicaCount,
            int pollingInterval,
            int cooldownPeriod,
            List<Trigger> triggers) {}

    record Trigger(String type, KafkaTrigger metadata, NameRef authenticationRef) {}

    record KafkaTrigger(
            String bootstrapServers,
            String consumerGroup,
            String topic,
            String lagThreshold,
            String version,
            String tls) {}

    /** KEDA's TriggerAuthentication. */
    record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, TriggerAuthenticationSpec spec) {}

    record TriggerAuthenticationSpec(List<SecretTarget> secretTargetRef) {}

    record SecretTarget(String parameter, String name, String key) {}
}
