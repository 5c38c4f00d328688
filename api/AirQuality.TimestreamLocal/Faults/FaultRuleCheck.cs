using AirQuality.TimestreamLocal.Protocol;

namespace AirQuality.TimestreamLocal.Faults;

/// <summary>What is wrong with a rule: above all whatever would make it hit nothing in silence.</summary>
internal static class FaultRuleCheck
{
    private const int MostRecords = 100;

    /// <summary>The problems of a rule, each to stand after the rule's place: <c>.rate is 2; …</c>.</summary>
    public static IEnumerable<string> Problems(FaultRule? rule) => rule is null
        ? [" is null."]
        : ProblemsOfWindow(rule).Concat(ProblemsOfFault(rule));

    private static IEnumerable<string> ProblemsOfWindow(FaultRule rule)
    {
        if (rule.Operation is { } operation && !OperationTable.Names.Contains(operation))
            yield return $".operation is '{operation}', which is no operation of Timestream Write or Query.";
        if (rule.Rate is not (>= 0 and <= 1))
            yield return FormattableString.Invariant($".rate is {rule.Rate}; it must be from 0 to 1.");
        if (rule.Skip < 0)
            yield return FormattableString.Invariant($".skip is {rule.Skip}; it must not be negative.");
        if (rule.Count < 0)
            yield return FormattableString.Invariant($".count is {rule.Count}; it must not be negative.");
    }

    private static IEnumerable<string> ProblemsOfFault(FaultRule rule)
    {
        if (rule.Fault == FaultKind.Delay ? rule.DelayMs <= 0 : rule.DelayMs != 0)
            yield return FormattableString.Invariant($".delay_ms is {rule.DelayMs}; a delay needs it, above 0, and no other fault has it.");
        if (rule.Fault == FaultKind.Reject ? rule.Records is not { Count: > 0 } : rule.Records is not null)
            yield return ".records: a reject needs at least one index, and no other fault has them.";
        if (rule.Fault == FaultKind.Reject && !rule.IsFor(FaultRule.RecordsOperation))
            yield return $".operation is '{rule.Operation}'; only {FaultRule.RecordsOperation} has records to reject.";
        foreach (int record in (rule.Records ?? []).Where(record => record is < 0 or >= MostRecords))
            yield return FormattableString.Invariant($".records has {record}; an index is from 0 to {MostRecords - 1}.");
        if (rule.Fault == FaultKind.Error ? rule.Error is null || !FaultErrors.Names.Contains(rule.Error) : rule.Error is not null)
            yield return $".error is '{rule.Error}'; the fault error needs one of {string.Join(", ", FaultErrors.Names)}, and no other fault has it.";
    }
}
