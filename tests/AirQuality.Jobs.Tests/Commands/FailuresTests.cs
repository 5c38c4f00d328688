using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Tests.Commands;

public sealed class FailuresTests
{
    public static TheoryData<Exception, bool, int> Cases => new()
    {
        { new ObjectDisposedException("client"), false, 1 },
        { new ObjectDisposedException("client"), true, 130 },
        { new IOException("The response ended."), true, 130 },
        { new OperationCanceledException(), true, 130 },
        { new ConfigurationException("Data: name a folder."), true, 3 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Guard_WhatBreaks_IsTheProgramsFaultOnlyIfItWasNotToldToStop(Exception exception, bool stopping, int expected)
    {
        using var error = new StringWriter();

        var exit = await Failures.GuardAsync(error, _ => throw exception, new CancellationToken(stopping));

        Assert.Equal(expected, exit);
        Assert.Equal(2, error.ToString().Split('\n').Length);
        if (exception is not OperationCanceledException)
            Assert.Contains(exception.Message.ReplaceLineEndings(" "), error.ToString(), StringComparison.Ordinal);
    }
}
