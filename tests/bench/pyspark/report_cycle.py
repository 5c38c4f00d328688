"""The cycle as the project's first report did it, in PySpark: read the whole array, explode, a Python UDF for the index, group, collect.

spark-submit report_cycle.py <feed>...   runs once a feed and prints the milliseconds and the groups of each run.
"""
import sys
import time

from pyspark.sql import SparkSession, functions as F, types as T

PM25 = [11, 23, 35, 41, 47, 53, 58, 64, 70]
PM10 = [16, 33, 50, 58, 66, 75, 83, 91, 100]

SCHEMA = T.StructType([
    T.StructField("id", T.LongType()),
    T.StructField("timestamp", T.StringType()),
    T.StructField("location", T.StructType([T.StructField("id", T.LongType()), T.StructField("country", T.StringType())])),
    T.StructField("sensor", T.StructType([T.StructField("id", T.LongType())])),
    T.StructField("sensordatavalues", T.ArrayType(T.StructType([
        T.StructField("value_type", T.StringType()), T.StructField("value", T.StringType())]))),
])


@F.udf(T.IntegerType())
def index(value_type, value):
    bounds = PM25 if value_type == "P2" else PM10 if value_type == "P1" else None
    if bounds is None:
        return None
    rounded = int(float(value) + 0.5)
    return 1 + sum(rounded > bound for bound in bounds)


def cycle(spark, feed):
    return (spark.read.schema(SCHEMA).option("multiLine", True).json(feed)
            .select("sensor.id", "timestamp", "location.country", F.explode("sensordatavalues").alias("v"))
            .withColumn("aqi", index("v.value_type", "v.value"))
            .groupBy("id", "timestamp", "country").agg(F.max("aqi").alias("aqi"))
            .collect())


def main():
    spark = SparkSession.builder.appName("report").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    for feed in sys.argv[1:]:
        started = time.perf_counter()
        rows = cycle(spark, feed)
        print(f"cycle {(time.perf_counter() - started) * 1000:.1f} {len(rows)}", flush=True)
    spark.stop()


if __name__ == "__main__":
    main()
