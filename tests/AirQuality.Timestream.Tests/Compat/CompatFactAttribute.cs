namespace AirQuality.Timestream.Tests.Compat;

/// <summary>A test of Compat, which is not there where the feed has the AWS service packages.</summary>
internal sealed class CompatFactAttribute : FactAttribute
{
    public CompatFactAttribute()
    {
        if (typeof(Amazon.TimestreamWrite.IAmazonTimestreamWrite).Assembly != typeof(TimestreamClients).Assembly)
            Skip = "This build uses the AWS service packages; Compat is not compiled.";
    }
}
