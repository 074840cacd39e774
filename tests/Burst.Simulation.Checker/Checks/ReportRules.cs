using System.Globalization;
using System.Numerics;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>Compares a figure of the report with one that was found again, as fractions of whole numbers.</summary>
internal static class ReportRules
{
    private static readonly BigInteger One = BigInteger.Pow(10, PolicyReport.Scale);

    public static void Whole(Evidence evidence, ViolationKind kind, string path, BigInteger expected) => Ratio(evidence, kind, path, expected, 1);

    /// <summary>Exactly value / unit.</summary>
    public static void Ratio(Evidence evidence, ViolationKind kind, string path, BigInteger value, BigInteger unit)
    {
        if (Said(evidence, path) is { } said && !evidence.Audit.Holds(said * unit == value * One))
            evidence.Audit.Add(kind, path, null, Text(value * One / unit), Text(said));
    }

    /// <summary>value / whole, rounded down to so many decimals.</summary>
    public static void RoundedDown(Evidence evidence, ViolationKind kind, string path, BigInteger value, BigInteger whole, int decimals)
    {
        var unit = BigInteger.Pow(10, decimals);
        Ratio(evidence, kind, path, value * unit / whole, unit);
    }

    /// <summary>The counts by reason add up to the count of all.</summary>
    public static void Reasons(Evidence evidence, ViolationKind kind, string path, string ofPath)
    {
        var (sum, all) = (evidence.Report.SumByReason(path), Said(evidence, ofPath));
        if (!evidence.Audit.Holds(sum is not null))
            evidence.Audit.Add(ViolationKind.ReportMissing, path, null, "counts by reason", "none");
        else if (all is not null && !evidence.Audit.Holds(sum == all))
            evidence.Audit.Add(kind, path, null, Text(all.Value), Text(sum!.Value));
    }

    public static string Text(BigInteger amount)
    {
        var digits = BigInteger.Abs(amount).ToString(CultureInfo.InvariantCulture).PadLeft(PolicyReport.Scale + 1, '0');
        var fraction = digits[^PolicyReport.Scale..].TrimEnd('0');
        return (amount.Sign < 0 ? "-" : "") + digits[..^PolicyReport.Scale] + (fraction.Length > 0 ? "." + fraction : "");
    }

    private static BigInteger? Said(Evidence evidence, string path)
    {
        var said = evidence.Report.Amount(path);
        if (!evidence.Audit.Holds(said is not null))
            evidence.Audit.Add(ViolationKind.ReportMissing, path, null, "a number", "none");
        return said;
    }
}
