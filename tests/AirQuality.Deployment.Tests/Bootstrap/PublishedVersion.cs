using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace AirQuality.Deployment.Tests.Bootstrap;

/// <summary>A published version of a few bytes, to be spoiled by tests before it is written.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PublishedVersion
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public PublishedVersion(string word = "one", string dotnet = "echo 'Microsoft.NETCore.App 10.0.9 [/opt]'", string worker = "2.3.1")
    {
        this["node.sh"] = "the action itself"u8.ToArray();
        this["mirror.sh"] = "#!/bin/sh\n"u8.ToArray();
        this["microsoft-spark-3-5_2.12-2.3.1.jar"] = "the bridge"u8.ToArray();
        foreach (var architecture in (string[])["arm64", "x64"])
        {
            this[$"airquality-spark-linux-{architecture}.zip"] = Zip(("airquality-spark.dll", $"{word} for {architecture}"), ("airquality-spark", "#!/bin/sh\n"), (word, word));
            this[$"worker-linux-{architecture}.zip"] = Zip(("Microsoft.Spark.Worker", "#!/bin/sh\n"), ("Microsoft.Spark.Worker.dll", architecture), ("VERSION", worker + "\n"));
            this[$"aspnetcore-runtime-10.0.9-linux-{architecture}.tar.gz"] = Tar(("dotnet", $"#!/bin/sh\n{dotnet}\n"), ("shared/Microsoft.NETCore.App/10.0.9/" + architecture, "a library"));
        }
    }

    /// <summary>A file of the version; null takes it out.</summary>
    public byte[]? this[string name]
    {
        set
        {
            if (value is null)
                _files.Remove(name);
            else
                _files[name] = value;
        }
    }

    /// <summary>Writes it to a node's bucket and gives its name.</summary>
    public string WriteTo(Node node)
    {
        var list = string.Concat(_files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Value))}  {file.Key}\n"));
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)))[..16];
        var folder = Directory.CreateDirectory(Path.Combine(node.Bucket, "artifacts", version)).FullName;
        foreach (var (name, bytes) in _files)
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        File.WriteAllText(Path.Combine(folder, "SHA256SUMS"), list);
        return version;
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = (0x8000 | (int)(text.StartsWith('#') ? Executable : (UnixFileMode)0b110_100_100)) << 16; // a plain file
                using var writer = new StreamWriter(entry.Open());
                writer.Write(text);
            }
        }
        return bytes.ToArray();
    }

    private static byte[] Tar(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var (name, text) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { Mode = Executable, ModificationTime = DateTimeOffset.UnixEpoch, DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }
        return bytes.ToArray();
    }
}
