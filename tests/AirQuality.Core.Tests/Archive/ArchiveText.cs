using System.Globalization;
using System.IO.Compression;
using System.Text;
using AirQuality.Core.Archive;

namespace AirQuality.Core.Tests.Archive;

/// <summary>Makes archive files for tests.</summary>
internal static class ArchiveText
{
    public const string Header = "sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2";

    public static readonly DateOnly Day = new(2018, 4, 2);

    /// <summary>The day's file name.</summary>
    public static ArchiveFileName Name(DateOnly day, long sensor = 1) => new(day, "sds011", sensor, Indoor: false);

    /// <summary>A row of an SDS011.</summary>
    public static string Row(DateTime time, string p1, string p2 = "", long sensor = 1, string place = "7;48.1;11.5") =>
        $"{sensor};SDS011;{place};{time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)};{p1};;;{p2};;";

    /// <summary>A row each quarter-hour of some hours, all with these values.</summary>
    public static IEnumerable<string> Hours(DateOnly day, int first, int count, string p1, string p2 = "", string place = "7;48.1;11.5") =>
        from hour in Enumerable.Range(first, count)
        from quarter in Enumerable.Range(0, 4)
        select Row(day.ToDateTime(new TimeOnly(hour, quarter * 15)), p1, p2, place: place);

    /// <summary>A file.</summary>
    public static byte[] File(params IEnumerable<string> rows) => FileWith(Header, rows);

    /// <summary>A file with another header.</summary>
    public static byte[] FileWith(string header, params IEnumerable<string> rows) =>
        Encoding.UTF8.GetBytes(string.Concat(rows.Prepend(header).Select(line => line + "\n")));

    /// <summary>The same, packed.</summary>
    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }
}
