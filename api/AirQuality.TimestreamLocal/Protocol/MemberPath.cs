using System.Globalization;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>Where a member stands in a request, in the service's notation (<c>records.1.member.dimensions.2.member.name</c>, counted
/// from 1); put into text only for a message.</summary>
/// <param name="Outer">The outer member.</param>
/// <param name="OuterIndex">An element of it, from 0, or <see cref="NoIndex"/>.</param>
/// <param name="Inner">A member of that, or null.</param>
/// <param name="InnerIndex">An element of that, from 0.</param>
/// <param name="Leaf">A last member, or null.</param>
internal readonly record struct MemberPath(string Outer, int OuterIndex, string? Inner = null, int InnerIndex = 0, string? Leaf = null)
{
    /// <summary>The member itself, not an element of it.</summary>
    public const int NoIndex = -1;

    /// <summary>A member of the request.</summary>
    public static implicit operator MemberPath(string name) => new(name, NoIndex);

    /// <summary>An element of a list.</summary>
    public static MemberPath Of(string list, int index) => new(list, index);

    /// <summary>An element of a list of this element.</summary>
    public MemberPath Member(string list, int index) => this with { Inner = list, InnerIndex = index };

    /// <summary>A member of this element.</summary>
    public MemberPath Member(string name) => this with { Leaf = name };

    /// <inheritdoc />
    public override string ToString()
    {
        string path = Step(Outer, OuterIndex);
        if (Inner is not null)
            path += "." + Step(Inner, InnerIndex);
        return Leaf is null ? path : $"{path}.{Leaf}";
    }

    private static string Step(string name, int index) =>
        index == NoIndex ? name : string.Create(CultureInfo.InvariantCulture, $"{name}.{index + 1}.member");
}
