using System.Text;
using AirQuality.Api.Answers;

namespace AirQuality.Api.Tests.Answers;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("+49", "'+49")]
    [InlineData("-2,5", "\"'-2,5\"")]
    [InlineData("-", "-")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Text_IsQuotedAndNeverAFormula(string? text, string cell)
    {
        var csv = new CsvText();
        csv.Text("x");
        csv.Text(text);
        csv.EndLine();

        Assert.Equal($"x,{cell}\r\n", Encoding.UTF8.GetString(csv.Take()));
    }

    [Fact]
    public void Values_AreInvariantAndEmptyWhereThereIsNone()
    {
        var csv = new CsvText();
        csv.Number(0.1);
        csv.Number((double?)null);
        csv.Number(-5L);
        csv.Flag(true);
        csv.Flag(null);
        csv.Time(new DateTime(2026, 11, 24, 8, 0, 0, 250, DateTimeKind.Utc));
        csv.Time(new DateTime(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc));
        csv.EndLine();

        Assert.Equal("0.1,,-5,true,,2026-11-24T08:00:00.25Z,2026-11-24T08:00:00Z\r\n", Encoding.UTF8.GetString(csv.Take()));
    }
}
