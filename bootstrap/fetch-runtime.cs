// Downloads the newest ASP.NET Core runtime of .NET 10, as Microsoft publishes it, with the SHA-512 that the release's list gives.
//   dotnet run bootstrap/fetch-runtime.cs -- <folder> <arm64|x64>… [--releases <url>]
// An archive that is in the folder already and has its checksum is not downloaded again; one that has another checksum is never left there.
// Exit codes: 0 all there · 1 a download failed, or is not what was published · 2 usage.
#:property PublishAot=false
#:property InvariantGlobalization=true

using System.Security.Cryptography;
using System.Text.Json;

var releases = new Uri("https://builds.dotnet.microsoft.com/dotnet/release-metadata/10.0/releases.json");
if (args is [.. var before, "--releases", var url] && Uri.TryCreate(url, UriKind.Absolute, out var given))
    (args, releases) = (before, given);
if (args is not [var folder, .. { Length: > 0 } architectures] || architectures.Any(one => one is not ("arm64" or "x64")))
{
    Console.Error.WriteLine("fetch-runtime <folder> <arm64|x64>… [--releases <url>]: downloads the newest ASP.NET Core runtime of .NET 10");
    return 2;
}

using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
try
{
    using var list = JsonDocument.Parse(await client.GetByteArrayAsync(releases));
    Directory.CreateDirectory(folder);
    foreach (var architecture in architectures)
        await FetchAsync(Published(list.RootElement, $"aspnetcore-runtime-linux-{architecture}.tar.gz"));
    return 0;
}
catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException or InvalidOperationException or IOException)
{
    Console.Error.WriteLine($"fetch-runtime: {exception.Message}");
    return 1;
}

// The list holds every release of the channel, and names the newest at its top.
(Uri Url, string Sha512) Published(JsonElement list, string name)
{
    var newest = list.GetProperty("latest-release").GetString();
    var file = list.GetProperty("releases").EnumerateArray()
        .Where(release => release.GetProperty("release-version").GetString() == newest)
        .SelectMany(release => release.GetProperty("aspnetcore-runtime").GetProperty("files").EnumerateArray())
        .FirstOrDefault(file => file.GetProperty("name").GetString() == name);
    return file.ValueKind is JsonValueKind.Object
        ? (new Uri(file.GetProperty("url").GetString()!), file.GetProperty("hash").GetString()!)
        : throw new KeyNotFoundException($"{releases} lists no {name} in release {newest}");
}

async Task FetchAsync((Uri Url, string Sha512) published)
{
    var path = Path.Combine(folder, Path.GetFileName(published.Url.LocalPath));
    if (File.Exists(path) && published.Sha512.Equals(await DigestAsync(path), StringComparison.OrdinalIgnoreCase))
        return;
    Console.Error.WriteLine($"downloading {published.Url}");
    var part = path + ".part";
    await using (var file = File.Create(part))
    await using (var stream = await client.GetStreamAsync(published.Url))
        await stream.CopyToAsync(file);
    var digest = await DigestAsync(part);
    if (!published.Sha512.Equals(digest, StringComparison.OrdinalIgnoreCase))
    {
        File.Delete(part);
        throw new IOException($"{published.Url} has the SHA-512 {digest}, but {published.Sha512} is published; it was deleted");
    }
    File.Move(part, path, overwrite: true);
}

static async Task<string> DigestAsync(string path)
{
    await using var file = File.OpenRead(path);
    return Convert.ToHexString(await SHA512.HashDataAsync(file));
}
