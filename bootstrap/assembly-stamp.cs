// Prints for which processor each managed assembly of a folder is stamped, and corrects the stamps.
//   dotnet run bootstrap/assembly-stamp.cs -- <folder>                   name and stamp: AnyCPU, x64, arm64, x86, or native code
//   dotnet run bootstrap/assembly-stamp.cs -- <folder> --for arm64|x64   corrects what is stamped for the other processor
// The runtime refuses an assembly that is stamped for another processor than its own, even where it holds nothing but IL, which runs anywhere:
// a package that was built with Platform=x64 does not load on Graviton. Then the stamp (the machine in the file's COFF header) is all that is
// wrong. Code for one processor (C++/CLI, ReadyToRun) cannot be corrected; it is named, and nothing is changed.
// Files that are not managed are passed over. Exit codes: 0 right or corrected · 1 cannot be corrected · 2 usage · 3 no such folder.
#:property PublishAot=false
#:property InvariantGlobalization=true

using System.Reflection.PortableExecutable;

string? target = null;
switch (args)
{
    case ["--help" or "-h"]: return Usage(Console.Out, 0);
    case [_]: break;
    case [_, "--for", "arm64" or "x64"]: target = args[2]; break;
    default: return Usage(Console.Error, 2);
}
if (!Directory.Exists(args[0]))
{
    Console.Error.WriteLine($"assembly-stamp: there is no folder '{args[0]}'");
    return 3;
}

var assemblies = Directory.EnumerateFiles(args[0], "*", SearchOption.AllDirectories)
    .Where(path => Path.GetExtension(path).ToUpperInvariant() is ".DLL" or ".EXE")
    .Order(StringComparer.Ordinal)
    .Select(path => (Path: path, Name: Path.GetRelativePath(args[0], path), Stamp: Stamp.Read(path)))
    .Where(assembly => assembly.Stamp is not null)
    .ToList();
var wrong = assemblies.Where(assembly => target is not null && assembly.Stamp!.Name is not "AnyCPU" && assembly.Stamp.Name != target).ToList();
var hopeless = wrong.Where(assembly => !assembly.Stamp!.CanBecome).ToList();

foreach (var (_, name, stamp) in assemblies)
    Console.WriteLine(wrong.Any(other => other.Name == name) && hopeless.Count == 0 ? $"{name}\t{stamp!.Name} -> {target}" : $"{name}\t{stamp!.Name}");
foreach (var (_, name, stamp) in hopeless)
    Console.Error.WriteLine($"assembly-stamp: {name} is {stamp!.Name} and cannot be made {target}; find a build of it for {target} or for any processor");
if (hopeless.Count > 0)
    return 1;
foreach (var (path, _, stamp) in wrong)
    stamp!.Write(path, target is "arm64" ? Machine.Arm64 : Machine.Amd64);
return 0;

static int Usage(TextWriter writer, int exitCode)
{
    writer.WriteLine("assembly-stamp <folder> [--for arm64|x64]: prints, or corrects, the processor that the folder's assemblies are stamped for");
    return exitCode;
}

/// <summary>What a managed file says about the processor it is for.</summary>
/// <param name="Name">AnyCPU, x64, arm64, x86, or what kind of native code it holds.</param>
/// <param name="CanBecome">Whether another machine may be written over it: only IL, in the 64-bit form of the file.</param>
/// <param name="Offset">Where the machine stands in the file.</param>
internal sealed record Stamp(string Name, bool CanBecome, int Offset)
{
    /// <summary>Reads a file; null where it is not managed.</summary>
    public static Stamp? Read(string path)
    {
        using var reader = new PEReader(File.OpenRead(path));
        try
        {
            var headers = reader.PEHeaders;
            return headers.CorHeader is { } managed ? new Stamp(NameOf(headers, managed), IsPortable(headers, managed), headers.CoffHeaderStartOffset) : null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    /// <summary>Writes a machine over the file's, beside it first, so that the file is the old or the new one.</summary>
    public void Write(string path, Machine machine)
    {
        var bytes = File.ReadAllBytes(path);
        BitConverter.TryWriteBytes(bytes.AsSpan(Offset), (ushort)machine);
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
        var made = path + ".stamped";
        File.WriteAllBytes(made, bytes);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(made, mode);
        File.Move(made, path, overwrite: true);
    }

    private static string NameOf(PEHeaders headers, CorHeader managed) => (headers.CoffHeader.Machine, managed) switch
    {
        // The header that ReadyToRun and NGen share; their machine also carries the operating system.
        (_, { ManagedNativeHeaderDirectory.Size: > 0 }) => "native code (ReadyToRun)",
        (_, { Flags: var flags }) when !flags.HasFlag(CorFlags.ILOnly) => "native code (mixed)",
        (Machine.I386, { Flags: var flags }) when flags.HasFlag(CorFlags.Requires32Bit) && !flags.HasFlag(CorFlags.Prefers32Bit) => "x86",
        (Machine.I386, _) => "AnyCPU",
        (Machine.Amd64, _) => "x64",
        (Machine.Arm64, _) => "arm64",
        (var other, _) => other.ToString(),
    };

    private static bool IsPortable(PEHeaders headers, CorHeader managed) => managed is { ManagedNativeHeaderDirectory.Size: 0 }
        && managed.Flags.HasFlag(CorFlags.ILOnly) && headers.PEHeader?.Magic == PEMagic.PE32Plus && headers.CoffHeader.Machine is Machine.Amd64 or Machine.Arm64;
}
