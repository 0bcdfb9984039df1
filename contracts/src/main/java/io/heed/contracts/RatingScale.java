package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The scale of a rating. Ranges: nps 0–10, csat 1–5, ces 1–7, stars 1–5. */
public enum RatingScale {
    @JsonProperty("nps")
    NPS,
    @JsonProperty("csat")
    CSAT,
    @JsonProperty("ces")
    CES,
    @JsonProperty("stars")
    STARS
}
