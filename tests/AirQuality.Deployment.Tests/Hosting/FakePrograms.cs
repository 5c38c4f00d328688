namespace AirQuality.Deployment.Tests.Hosting;

/// <summary>Programs in front of the PATH that stand in for those that would change this machine: they write down how they were called, and do what their test says.</summary>
internal sealed class FakePrograms(string folder)
{
    private readonly string _calls = Path.Combine(folder, "calls");
    private readonly string _bin = Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName;

    /// <summary>The PATH that finds them.</summary>
    public (string Name, string? Value) Variable => ("PATH", $"{_bin}:{Environment.GetEnvironmentVariable("PATH")}");

    /// <summary>The calls so far, a line each: a program's name and its arguments.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_calls) ? File.ReadAllLines(_calls) : [];

    /// <summary>Forgets the calls so far.</summary>
    public void Forget() => File.Delete(_calls);

    /// <summary>Puts a program on the PATH.</summary>
    public void Put(string name, string body) => PutAt(Path.Combine(_bin, name), body);

    /// <summary>Puts a program elsewhere.</summary>
    public void PutAt(string path, string body) => WriteScript(path, $"#!/bin/bash\necho \"$(basename \"$0\") $*\" >> '{_calls}'\n{body}\n");

    /// <summary>Lets this machine's own program be found again.</summary>
    public void Remove(string name) => File.Delete(Path.Combine(_bin, name));

    /// <summary>Writes a script that can be run and writes nothing down.</summary>
    public static void WriteScript(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }
}
