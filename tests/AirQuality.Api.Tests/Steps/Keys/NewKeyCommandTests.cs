using System.Text.Json;
using AirQuality.Api.Steps.Keys;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Tests.Steps.Keys;

public sealed class NewKeyCommandTests
{
    [Fact]
    public void NewKey_WhatItPrints_LetsTheKeyIn()
    {
        var (exit, output, _) = Run("new-key", "ops");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var element = JsonSerializer.Deserialize<ApiKey>(lines[1])!;
        var settings = new KeySettings { Keys = [element] };

        Assert.Equal((0, 2), (exit, lines.Length));
        Assert.Empty(settings.Validate());
        Assert.Equal("ops", new KeyRing(Options.Create(settings)).Find(lines[0])?.Name);
        Assert.Null(new KeyRing(Options.Create(settings)).Find(lines[0] + "x"));
        Assert.DoesNotContain(lines[0], lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void NewKey_Twice_GivesTwoKeysOf256Bits()
    {
        string[] keys = [Run("new-key", "a").Output.Split('\n')[0].Trim(), Run("new-key", "a").Output.Split('\n')[0].Trim()];

        Assert.NotEqual(keys[0], keys[1]);
        Assert.All(keys, key => Assert.Equal("aq_".Length + 43, key.Length)); // 32 bytes in base64url
    }

    [Theory]
    [InlineData("new-key")]
    [InlineData("new-key", "")]
    [InlineData("new-key", "--help")]
    [InlineData("new-key", "a", "b")]
    public void NewKey_NoName_IsAUsageErrorAndPrintsNoKey(params string[] args)
    {
        var (exit, output, error) = Run(args);

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("new-key ops", error, StringComparison.Ordinal);
    }

    private static (int Exit, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.True(NewKeyCommand.IsAskedFor(args));
        return (NewKeyCommand.Run(args, output, error), output.ToString(), error.ToString());
    }
}
