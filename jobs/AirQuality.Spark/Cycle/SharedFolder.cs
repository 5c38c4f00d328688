using Microsoft.Spark.Interop;
using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql;

namespace AirQuality.Spark.Cycle;

/// <summary>A folder on a file system of the cluster, reached through the JVM's own clients: so whatever Spark can read can be staged on.</summary>
/// <param name="spark">The session, for the file systems' settings.</param>
/// <param name="uri">The folder.</param>
internal sealed class SharedFolder(SparkSession spark, string uri)
{
    /// <summary>A folder within this one.</summary>
    public SharedFolder In(string name) => new(spark, $"{uri.TrimEnd('/')}/{name}");

    /// <summary>Copies a file of the driver's here.</summary>
    /// <returns>Its URI.</returns>
    public string Put(string path, string name)
    {
        var target = $"{uri}/{name}";
        FileSystem().Invoke("copyFromLocalFile", PathOf(new Uri(path).AbsoluteUri), PathOf(target));
        return target;
    }

    /// <summary>Deletes the folder and all in it.</summary>
    public void Delete() => FileSystem().Invoke("delete", PathOf(uri), true);

    private JvmObjectReference FileSystem() =>
        (JvmObjectReference)PathOf(uri).Invoke("getFileSystem", spark.SparkContext.Reference.Invoke("hadoopConfiguration"));

    private static JvmObjectReference PathOf(string uri) => SparkEnvironment.JvmBridge.CallConstructor("org.apache.hadoop.fs.Path", uri);
}
