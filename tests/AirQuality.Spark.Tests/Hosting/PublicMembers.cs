using System.Reflection;

namespace AirQuality.Spark.Tests.Hosting;

/// <summary>The public members of an assembly as text, so that two assemblies can be compared.</summary>
internal static class PublicMembers
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Of(Type type)
    {
        yield return $"{(type.IsAbstract ? "abstract " : "")}{(type.IsSealed ? "sealed " : "")}{type} : {(type.BaseType)}";
        foreach (var member in type.GetMembers(Own).Where(member => member is ConstructorInfo or MethodInfo))
            yield return $"{type}: {member} {Optional((MethodBase)member)}";
    }

    // What a caller may leave out is part of what it compiles against.
    private static string Optional(MethodBase method) => string.Join(',', method.GetParameters().Where(p => p.IsOptional || p.CustomAttributes.Any(a => a.AttributeType.Name == nameof(ParamArrayAttribute))).Select(p => p.Position));
}
