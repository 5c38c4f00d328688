using System.IO.Compression;
using System.Security.Cryptography;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>A root folder to install into, and programs that only write down how they were called and do what their test says.</summary>
internal sealed class FakeMachine : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakePrograms _programs;

    public FakeMachine() => _programs = new(Folder);

    /// <summary>Everything: <c>root</c>, <c>bin</c> and what tests put beside them.</summary>
    public string Folder => _folder.Root;

    /// <summary>Where the script under test writes.</summary>
    public string Root => _folder["root"];

    /// <summary>The calls so far, a line each: a program's name and its arguments.</summary>
    public IReadOnlyList<string> Calls => _programs.Calls;

    /// <summary>Forgets the calls so far.</summary>
    public void ForgetCalls() => _programs.Forget();

    /// <summary>A path under the root.</summary>
    public string At(string path) => Path.Combine(Root, path);

    /// <summary>The text of a file under the root.</summary>
    public string Text(string path) => File.ReadAllText(At(path));

    /// <summary>Puts a program on the PATH; <c>$folder</c> and <c>$root</c> are this machine's.</summary>
    public void Program(string name, string body = "") => _programs.Put(name, $"{Folders}\n{body}");

    /// <summary>Puts a program somewhere.</summary>
    public void ProgramAt(string path, string body = "") => _programs.PutAt(path, $"{Folders}\n{body}");

    /// <summary>Writes a file beside the root.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Publishes a grafana.zip whose install.sh only says that it was called, lets <c>aws s3 cp</c> find it, and gives its version.</summary>
    public string Publish()
    {
        Write("zip/install.sh", $"echo \"install.sh $*\" >> '{Folder}/calls'");
        ZipFile.CreateFromDirectory(Path.Combine(Folder, "zip"), Path.Combine(Folder, "grafana.zip"));
        // aws s3 cp --only-show-errors s3://… <file>
        Program("aws", "cp \"$folder/$(basename \"$4\")\" \"$5\"");
        return Hash(WriteSums())[..16];
    }

    /// <summary>Puts another grafana.zip, and sums that fit it, in the place of what was published.</summary>
    public void Exchange()
    {
        File.AppendAllText(Path.Combine(Folder, "grafana.zip"), "more\n");
        WriteSums();
    }

    /// <summary>Runs a script on this machine.</summary>
    public Task<ToolResult> RunAsync(string script, string[] arguments, params (string Name, string? Value)[] variables) => Tool.RunAsync(
        "bash", [script, .. arguments],
        [_programs.Variable, ("AIRQUALITY_ROOT", Root), ("TMPDIR", Folder), .. variables]);

    public void Dispose() => _folder.Dispose();

    private string Folders => $"folder='{Folder}' root='{Root}'";

    private string WriteSums() => Write("SHA256SUMS", $"{Hash(Path.Combine(Folder, "grafana.zip"))}  grafana.zip\n{new string('0', 64)}  node.sh\n");

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
