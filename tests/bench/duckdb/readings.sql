-- One snapshot to readings, as AirQuality.Core does it: explode, filter, index, group by sensor and time, all rows made.
-- $feed, $pm10_index, $pm25_index are put in by peer.mjs; the tables limits and particulate_types hold Core's own rules.
-- Written for speed: explicit schema, sensor types judged once an entry, values grouped alone and joined with their entries after.
CREATE OR REPLACE TEMP TABLE readings AS
WITH entry AS MATERIALIZED (
  SELECT
    sensor.id AS sensor_id,
    "timestamp" AS time,
    sensor.pin,
    sensor.sensor_type.id AS sensor_type_id,
    sensor.sensor_type.name AS sensor_type_name,
    sensor.sensor_type.manufacturer AS sensor_type_manufacturer,
    location.id AS location_id,
    upper(location.country) AS country,
    try_cast(location.latitude AS DOUBLE) AS latitude,
    try_cast(location.longitude AS DOUBLE) AS longitude,
    try_cast(location.altitude AS DOUBLE) AS altitude,
    location.indoor = 1 AS indoor,
    replace(upper(sensor.sensor_type.name), '-', '') IN (FROM particulate_types) AS measures_particulates,
    sensordatavalues
  FROM read_json($feed, format = 'array', columns = {
    "timestamp": 'TIMESTAMP',
    location: 'STRUCT(id BIGINT, latitude VARCHAR, longitude VARCHAR, altitude VARCHAR, country VARCHAR, indoor INTEGER)',
    sensor: 'STRUCT(id BIGINT, pin VARCHAR, sensor_type STRUCT(id BIGINT, "name" VARCHAR, manufacturer VARCHAR))',
    sensordatavalues: 'STRUCT("value" VARCHAR, value_type VARCHAR)[]'
  })
  WHERE location.id <> 11
),
exploded AS (
  SELECT sensor_id, time, measures_particulates, v.value_type, v.value AS text, try_cast(v.value AS DOUBLE) AS value
  FROM (SELECT sensor_id, time, measures_particulates, unnest(sensordatavalues) AS v FROM entry)
),
plausible AS (
  SELECT exploded.*
  FROM exploded LEFT JOIN limits ON limits.name = value_type
  WHERE value IS NOT NULL AND isfinite(value)
    AND (min IS NULL OR value >= min) AND (max IS NULL OR value <= max) AND (below IS NULL OR value < below)
    AND (measures_particulates OR particulate IS NOT TRUE) AND diagnostic IS NOT TRUE
),
grouped AS (
  SELECT
    sensor_id,
    time,
    list({value_type: value_type, value: value}) AS measurements,
    max(CASE WHEN value_type = 'P1' THEN text END) AS p1,
    max(CASE WHEN value_type = 'P2' THEN text END) AS p2
  FROM plausible GROUP BY sensor_id, time
),
rounded AS (
  SELECT *, floor(p1::DECIMAL(18, 6) + 0.5) AS pm10, floor(p2::DECIMAL(18, 6) + 0.5) AS pm25 FROM grouped
),
place AS (
  SELECT DISTINCT ON (sensor_id, time) * EXCLUDE (sensordatavalues, measures_particulates) FROM entry
)
SELECT place.*, measurements, $pm10_index AS aqi_pm10, $pm25_index AS aqi_pm25, greatest(aqi_pm10, aqi_pm25) AS aqi
FROM rounded JOIN place USING (sensor_id, time);
