using System.Reflection;
using AirQuality.Spark.Tests.Hosting;
using Microsoft.Spark.Sql;

namespace AirQuality.Spark.Tests;

/// <summary>The signatures that stand in for Microsoft.Spark are those of Microsoft.Spark.</summary>
public sealed class SignatureTests
{
    // A field has metadata, too, whose type is another package's; nobody here gives any.
    private const string FieldConstructor = "Microsoft.Spark.Sql.Types.StructField: System.Void .ctor(";

    [Fact]
    public void Signatures_EveryMember_IsOneOfThePackage()
    {
        var signatures = MembersOf(SparkMachine.SignaturesFile);
        Assert.InRange(signatures.Count, 60, 200);
        if (!SparkMachine.HasPackage)
            return; // Then the program was compiled against them, which is all that can be known.

        var package = MembersOf(typeof(SparkSession).Assembly.Location);
        Assert.True(package.Count > 500);
        Assert.Empty(signatures.Where(member => !member.StartsWith(FieldConstructor, StringComparison.Ordinal)).Except(package));
    }

    // Read, not loaded: Microsoft.Spark looks for itself among the loaded assemblies and must find one.
    private static List<string> MembersOf(string file)
    {
        var others = Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            .Concat(Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll"))
            .Where(path => Path.GetFileName(path) != Path.GetFileName(file));
        using var context = new MetadataLoadContext(new PathAssemblyResolver([file, .. others]));
        return [.. PublicMembers.Of(context.LoadFromAssemblyPath(file))];
    }
}
