namespace AirQuality.Timestream.Tests.Compat;

public sealed class MembersTests
{
    [CompatFact]
    public void Compat_EveryPublicMember_IsOneOfTheSdksWithTheSameSignature()
    {
        var sdk = File.ReadAllLines(Fixtures.PathOf("aws-sdk", "members.txt")).ToHashSet();
        var compat = PublicApi.Of(typeof(TimestreamClients).Assembly)
            .Where(line => line.Split(' ')[1].StartsWith("Amazon.", StringComparison.Ordinal))
            .ToList();

        Assert.InRange(compat.Count, 180, sdk.Count);
        Assert.Empty(compat.Except(sdk));
    }
}
