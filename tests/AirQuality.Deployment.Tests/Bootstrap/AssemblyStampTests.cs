using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Bootstrap;

/// <summary>An assembly that is stamped for another processor does not load, until its stamp is corrected.</summary>
public sealed class AssemblyStampTests : IDisposable
{
    private static readonly (string Name, Machine Machine) _here = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? ("arm64", Machine.Arm64) : ("x64", Machine.Amd64);
    private static readonly (string Name, Machine Machine) _there = _here.Name == "x64" ? ("arm64", Machine.Arm64) : ("x64", Machine.Amd64);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AnotherProcessorsStamp_Corrected_TheProgramRuns()
    {
        var program = SmallAssembly.Write(_folder.Root, "program", _there.Machine);
        var before = await Tool.RunAsync("dotnet", program, "a");

        var corrected = await FileTool.Stamp.RunAsync(_folder.Root, "--for", _here.Name);
        var after = await Tool.RunAsync("dotnet", program, "a", "b");

        Assert.NotEqual(0, before.ExitCode);
        Assert.Contains("architecture is not compatible", before.Error, StringComparison.Ordinal);
        Assert.True(corrected.ExitCode == 0, corrected.ToString());
        Assert.Equal($"program.dll\t{_there.Name} -> {_here.Name}\n", corrected.Output);
        Assert.True(after.ExitCode == 0, after.ToString());
        Assert.StartsWith("program\na b\n", after.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arm64", Machine.Amd64)]
    [InlineData("x64", Machine.Arm64)]
    public async Task Correction_AndBack_ChangesTheMachineAlone(string target, Machine from)
    {
        var path = SmallAssembly.Write(_folder.Root, "library", from);
        var before = await File.ReadAllBytesAsync(path);

        await FileTool.Stamp.RunAsync(_folder.Root, "--for", target);
        var corrected = await File.ReadAllBytesAsync(path);
        await FileTool.Stamp.RunAsync(_folder.Root, "--for", target == "x64" ? "arm64" : "x64");

        Assert.InRange(Enumerable.Range(0, before.Length).Count(at => before[at] != corrected[at]), 1, 2);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
        Assert.Empty(Directory.GetFiles(_folder.Root, "*.stamped"));
    }

    [Fact]
    public async Task RightAssemblies_Corrected_AreNotTouched()
    {
        string[] paths = [SmallAssembly.Write(_folder.Root, "any"), SmallAssembly.Write(_folder["inner"], "right", _here.Machine)];
        var before = paths.Select(File.GetLastWriteTimeUtc).ToList();

        var result = await FileTool.Stamp.RunAsync(_folder.Root, "--for", _here.Name);

        Assert.Equal($"any.dll\tAnyCPU\ninner/right.dll\t{_here.Name}\n", result.Output);
        Assert.Equal(before, paths.Select(File.GetLastWriteTimeUtc));
    }

    [Fact]
    public async Task EveryKind_Listed_IsNamed()
    {
        SmallAssembly.Write(_folder.Root, "a-any");
        SmallAssembly.Write(_folder.Root, "b-arm64", Machine.Arm64);
        SmallAssembly.Write(_folder.Root, "c-x64", Machine.Amd64);
        SmallAssembly.Write(_folder.Root, "d-x86", Machine.I386, CorFlags.ILOnly | CorFlags.Requires32Bit);
        SmallAssembly.Write(_folder.Root, "e-mixed", Machine.Amd64, flags: 0);
        File.Copy(typeof(object).Assembly.Location, _folder["f-code.dll"]);
        WriteUnmanaged("g-native.dll");
        await File.WriteAllTextAsync(_folder["h-text.dll"], "no assembly");

        var result = await FileTool.Stamp.RunAsync(_folder.Root);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            "a-any.dll\tAnyCPU\nb-arm64.dll\tarm64\nc-x64.dll\tx64\nd-x86.dll\tx86\ne-mixed.dll\tnative code (mixed)\nf-code.dll\tnative code (ReadyToRun)\n", result.Output);
    }

    [Theory]
    [InlineData("ReadyToRun")]
    [InlineData("mixed")]
    [InlineData("x86")]
    public async Task CodeForOneProcessor_Corrected_IsRefusedByNameAndNothingChanges(string kind)
    {
        var wrong = SmallAssembly.Write(_folder.Root, "a-wrong", _there.Machine);
        if (kind == "ReadyToRun")
            File.Copy(typeof(object).Assembly.Location, _folder["hopeless.dll"]);
        else
            SmallAssembly.Write(_folder.Root, "hopeless", kind == "x86" ? Machine.I386 : Machine.Amd64, kind == "x86" ? CorFlags.ILOnly | CorFlags.Requires32Bit : 0);
        var before = await File.ReadAllBytesAsync(wrong);

        var result = await FileTool.Stamp.RunAsync(_folder.Root, "--for", _here.Name);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("hopeless.dll is ", result.Error, StringComparison.Ordinal);
        Assert.Contains(kind, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(wrong));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "{folder}", "--for", "x86")]
    [InlineData(2, "{folder}", "--for")]
    [InlineData(2, "{folder}", "more")]
    [InlineData(3, "{folder}/missing")]
    public async Task WrongArguments_Called_AreRefused(int exitCode, params string[] arguments)
    {
        var result = await FileTool.Stamp.RunAsync([.. arguments.Select(argument => argument.Replace("{folder}", _folder.Root, StringComparison.Ordinal))]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("assembly-stamp", result.Error, StringComparison.Ordinal);
    }

    // Without the entry of the managed header, a file is what a C compiler makes.
    private void WriteUnmanaged(string name)
    {
        var bytes = File.ReadAllBytes(SmallAssembly.Write(_folder["scratch"], "native", Machine.Amd64));
        using var reader = new PEReader(new MemoryStream(bytes));
        const int managedHeaderOf64Bits = 112 + 14 * 8;
        Array.Clear(bytes, reader.PEHeaders.PEHeaderStartOffset + managedHeaderOf64Bits, 8);
        File.WriteAllBytes(_folder[name], bytes);
        Directory.Delete(_folder["scratch"], recursive: true);
    }
}
