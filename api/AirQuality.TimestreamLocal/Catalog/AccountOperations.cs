using System.Globalization;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>DescribeAccountSettings and UpdateAccountSettings: what queries may cost in the service; here it is kept and has no effect.</summary>
internal sealed class AccountOperations(Store store)
{
    private const string MaxTcu = "MaxQueryTCU";
    private const string Pricing = "QueryPricingModel";
    private const int DefaultTcu = 200;
    private const int LargestTcu = 1000;
    private const string ComputeUnits = "COMPUTE_UNITS";
    private const string BytesScanned = "BYTES_SCANNED";

    /// <summary>DescribeAccountSettings.</summary>
    public Task DescribeAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(call);
        return Task.CompletedTask;
    }

    /// <summary>UpdateAccountSettings: compute units come in fours (Timestream developer guide, TCU); bytes scanned is no way back.</summary>
    public async Task UpdateAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var request = call.Read(CatalogJson.Default.AccountSettingsRequest);
        var constraints = new Constraints();
        constraints.OneOf(request.QueryPricingModel, "queryPricingModel", BytesScanned, ComputeUnits);
        constraints.ThrowIfAny();
        if (request.MaxQueryTCU is { } tcu && (tcu < 4 || tcu > LargestTcu || tcu % 4 != 0))
            throw ServiceException.Validation(FormattableString.Invariant($"MaxQueryTCU is {tcu}; it must be a multiple of 4 from 4 to {LargestTcu}."));
        if (request.QueryPricingModel == BytesScanned)
            throw ServiceException.Validation("An account that is billed by compute units cannot go back to bytes scanned.");
        await store.ApplyAsync(
            new CatalogWork<bool>(session =>
            {
                if (request.MaxQueryTCU is { } max)
                    session.SaveSetting(MaxTcu, max.ToString(CultureInfo.InvariantCulture));
                return true;
            }),
            cancellationToken);
        Write(call);
    }

    private void Write(ServiceCall call)
    {
        call.Json.WriteStartObject();
        call.Json.WriteNumber(MaxTcu, store.State.Settings.TryGetValue(MaxTcu, out string? tcu) ? int.Parse(tcu, CultureInfo.InvariantCulture) : DefaultTcu);
        call.Json.WriteString(Pricing, ComputeUnits);
        call.Json.WriteStartObject("QueryCompute"u8);
        call.Json.WriteString("ComputeMode"u8, "ON_DEMAND"u8);
        call.Json.WriteEndObject();
        call.Json.WriteEndObject();
    }
}
