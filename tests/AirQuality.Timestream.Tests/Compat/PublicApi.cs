using System.Reflection;

namespace AirQuality.Timestream.Tests.Compat;

/// <summary>The public members of an assembly as text, one a line.</summary>
internal static class PublicApi
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Of(Type type)
    {
        var name = NameOf(type);
        var parent = type.IsInterface || type.BaseType == typeof(object) ? null : type.BaseType;
        yield return parent is null ? $"type {name}" : $"type {name} : {NameOf(parent)}";
        foreach (var member in type.GetMembers(Own))
        {
            switch (member)
            {
                case ConstructorInfo constructor:
                    yield return $"constructor {name}({ParametersOf(constructor)})";
                    break;
                case MethodInfo { IsSpecialName: false } method:
                    yield return $"method {name}.{method.Name}({ParametersOf(method)}) : {NameOf(method.ReturnType)}";
                    break;
                case PropertyInfo property:
                    yield return $"property {name}.{property.Name} : {NameOf(property.PropertyType)}";
                    break;
                case FieldInfo field:
                    yield return $"field {name}.{field.Name} : {NameOf(field.FieldType)}";
                    break;
            }
        }
    }

    private static string ParametersOf(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)));

    private static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? NameOf(value) + "?"
        : type.IsGenericParameter ? type.Name
        : type.IsGenericType ? $"{type.Namespace}.{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.FullName ?? type.Name;
}
