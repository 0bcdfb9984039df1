#!/usr/bin/env bash
# Makes Heed's topics where they are missing, and gives the others the settings of today: contracts/asyncapi.yaml says
# what each is for. Needs KAFKA_BOOTSTRAP_SERVERS; HEED_PARTITIONS and HEED_REPLICAS count for new topics.
set -euo pipefail

readonly bin="${KAFKA_BIN:-/opt/kafka/bin}"

topic() {
  local name="$1" setting
  local -a create=()
  local alter
  shift
  for setting in "$@"; do create+=(--config "$setting"); done
  "$bin/kafka-topics.sh" --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --create --if-not-exists --topic "$name" \
    --partitions "${HEED_PARTITIONS:-4}" --replication-factor "${HEED_REPLICAS:-1}" "${create[@]}"
  alter="$(IFS=,; printf '%s' "$*")"
  "$bin/kafka-configs.sh" --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --alter --entity-type topics \
    --entity-name "$name" --add-config "$alter"
}

compacted=(cleanup.policy=compact retention.ms=-1 max.compaction.lag.ms=86400000 delete.retention.ms=2592000000)

topic feedback.submissions cleanup.policy=delete retention.ms=604800000 compression.type=uncompressed \
  max.message.bytes=2097152
topic feedback.signals "${compacted[@]}"
topic insight.readings "${compacted[@]}"
topic insight.themes "${compacted[@]}"
topic action.actions "${compacted[@]}"
topic action.answers "${compacted[@]}"
