using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AirQuality.Deployment.Tests.Hosting;

/// <summary>A program of a few bytes: it prints a word, its arguments, and the file of the runtime that runs it.</summary>
internal static class SmallAssembly
{
    /// <summary>Writes an assembly for a processor (<see cref="Machine.Unknown"/>: for any), with what <c>dotnet</c> needs to run it.</summary>
    public static string Write(string folder, string name, Machine machine = Machine.Unknown, CorFlags flags = CorFlags.ILOnly, string? word = null)
    {
        Directory.CreateDirectory(folder);
        var builder = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        var type = builder.DefineDynamicModule(name).DefineType("Program", TypeAttributes.Public | TypeAttributes.Class);
        var main = type.DefineMethod("Main", MethodAttributes.Public | MethodAttributes.Static, typeof(void), [typeof(string[])]);
        Emit(main.GetILGenerator(), word ?? name);
        type.CreateType();

        var metadata = builder.GenerateMetadata(out var code, out var data);
        var image = new BlobBuilder();
        new ManagedPEBuilder(
            new PEHeaderBuilder(machine, imageCharacteristics: Characteristics.ExecutableImage), new MetadataRootBuilder(metadata), code, data,
            entryPoint: MetadataTokens.MethodDefinitionHandle(main.MetadataToken), flags: flags).Serialize(image);
        var path = Path.Combine(folder, name + ".dll");
        File.WriteAllBytes(path, image.ToArray());
        File.WriteAllText(Path.ChangeExtension(path, ".runtimeconfig.json"), """{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"10.0.0"}}}""");
        return path;
    }

    private static void Emit(ILGenerator code, string word)
    {
        var print = typeof(Console).GetMethod(nameof(Console.WriteLine), [typeof(string)])!;
        code.Emit(OpCodes.Ldstr, word);
        code.Emit(OpCodes.Call, print);
        code.Emit(OpCodes.Ldstr, " ");
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, typeof(string).GetMethod(nameof(string.Join), [typeof(string), typeof(string[])])!);
        code.Emit(OpCodes.Call, print);
        code.Emit(OpCodes.Ldtoken, typeof(object));
        code.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
        code.Emit(OpCodes.Callvirt, typeof(Type).GetProperty(nameof(Type.Assembly))!.GetMethod!);
        code.Emit(OpCodes.Callvirt, typeof(Assembly).GetProperty(nameof(Assembly.Location))!.GetMethod!);
        code.Emit(OpCodes.Call, print);
        code.Emit(OpCodes.Ret);
    }
}
