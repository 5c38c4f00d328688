using AirQuality.Api.Steps.Keys;

namespace AirQuality.Api.Tests.Steps.Keys;

public sealed class KeySettingsTests
{
    private static readonly string _hash = new('a', 64);

    [Fact]
    public void Validate_EverythingWrong_NamesEachPlaceAndNoHash()
    {
        var settings = new KeySettings
        {
            Keys =
            [
                new() { Name = "", Sha256 = _hash, Scopes = ["steps:read"] },
                new() { Name = "a", Sha256 = "not-a-hash-but-secret", Scopes = ["steps:read"] },
                new() { Name = "b", Sha256 = _hash, Scopes = [] },
                new() { Name = "b", Sha256 = _hash, Scopes = ["steps:all"] },
            ],
        };

        var problems = settings.Validate().ToList();

        Assert.Equal(["Keys:0:Name", "Keys:1:Sha256", "Keys:2:Scopes", "Keys:3:Scopes", "Keys:"], problems.Select(problem => problem.Split(' ')[0]));
        Assert.DoesNotContain(problems, problem => problem.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_UpperCaseHashAndTwoKeys_IsFine()
    {
        Assert.Empty(new KeySettings
        {
            Keys = [new() { Name = "a", Sha256 = new('A', 64), Scopes = ["steps:read"] }, new() { Name = "b", Sha256 = _hash, Scopes = ["steps:read", "steps:write"] }],
        }.Validate());
    }
}
