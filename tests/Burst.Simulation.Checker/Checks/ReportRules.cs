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

    /// <summary>value / whole, rounded to so many decimals in either direction on a tie.</summary>
    public static void Rounded(Evidence evidence, ViolationKind kind, string path, BigInteger value, BigInteger whole, int decimals)
    {
        if (Said(evidence, path) is not { } said)
            return;
        var difference = BigInteger.Abs((said * whole) - (value * One));
        var half = whole * One / (2 * BigInteger.Pow(10, decimals));
        if (!evidence.Audit.Holds(difference <= half))
            evidence.Audit.Add(kind, path, null, Text(value * One / whole), Text(said));
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
