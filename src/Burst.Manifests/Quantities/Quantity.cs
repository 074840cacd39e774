using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Burst.Core.Units;

namespace Burst.Manifests.Quantities;

/// <summary>A Kubernetes quantity such as <c>250m</c>, <c>1.5Gi</c> or <c>1e3</c>, exactly: a fraction of whole numbers.</summary>
public readonly partial record struct Quantity
{
    private const int LengthMax = 40;
    private const int ExponentMax = 24;
    private const long BytesPerMib = 1024 * 1024;

    private static readonly string[] BinarySuffixes = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly string[] LargeSuffixes = ["k", "M", "G", "T", "P", "E"];
    private static readonly string[] SmallSuffixes = ["m", "u", "n"];

    private readonly BigInteger _numerator;
    private readonly BigInteger _denominator;

    private Quantity(BigInteger numerator, BigInteger denominator) => (_numerator, _denominator) = (numerator, denominator);

    public bool IsNegative => _numerator.Sign < 0;

    public bool IsWhole => RoundUp(1, 1) * _denominator == _numerator;

    /// <summary>Accepts Kubernetes' grammar: a decimal number, then nothing, a suffix (m, k, M, G, Ki, Mi, Gi, ...) or an exponent.</summary>
    public static bool TryParse(string text, out Quantity quantity)
    {
        quantity = default;
        if (text.Length > LengthMax || Pattern().Match(text) is not { Success: true } match)
            return false;
        var fraction = match.Groups["fraction"].Value;
        var digits = match.Groups["whole"].Value + fraction;
        if (digits.Length == 0 || ScaleOf(match.Groups["suffix"].Value) is not { } scale)
            return false;
        var mantissa = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        if (match.Groups["sign"].Value == "-")
            mantissa = -mantissa;
        quantity = new Quantity(mantissa * scale.Numerator, BigInteger.Pow(10, fraction.Length) * scale.Denominator);
        return true;
    }

    /// <summary>As thousandths, rounded up: a pod never gets less than it asked for.</summary>
    public BigInteger ToMillis() => RoundUp(1000, 1);

    /// <summary>As MiB, rounded up, of a quantity of bytes.</summary>
    public BigInteger ToMib() => RoundUp(1, BytesPerMib);

    /// <summary>As whole units, rounded up.</summary>
    public BigInteger ToWhole() => RoundUp(1, 1);

    /// <summary>CPU as Kubernetes writes it: <c>2</c>, <c>250m</c>.</summary>
    public static string OfCpu(long cpuMillis) => cpuMillis % 1000 == 0 ? $"{cpuMillis / 1000}" : $"{cpuMillis}m";

    /// <summary>Memory as Kubernetes writes it: <c>64Mi</c>, <c>1Gi</c>.</summary>
    public static string OfMemory(long memoryMib)
    {
        if (memoryMib == 0)
            return "0";
        var power = 1;
        while (memoryMib % 1024 == 0 && power < BinarySuffixes.Length - 1)
            (memoryMib, power) = (memoryMib / 1024, power + 1);
        return $"{memoryMib}{BinarySuffixes[power]}";
    }

    /// <summary>Bytes as Kubernetes writes them: <c>10Gi</c>, <c>1000</c>.</summary>
    public static string OfBytes(long bytes)
    {
        var power = 0;
        while (bytes != 0 && bytes % 1024 == 0 && power < BinarySuffixes.Length)
            (bytes, power) = (bytes / 1024, power + 1);
        return power == 0 ? $"{bytes}" : $"{bytes}{BinarySuffixes[power - 1]}";
    }

    /// <summary>What there is beside CPU and memory, as Kubernetes writes it.</summary>
    public static string OfScalar(string name, long amount) => name == ScalarResources.EphemeralStorage ? OfBytes(amount) : $"{amount}";

    private BigInteger RoundUp(BigInteger multiplier, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(_numerator * multiplier, _denominator * divisor, out var remainder);
        return remainder.Sign > 0 ? quotient + 1 : quotient;
    }

    private static (BigInteger Numerator, BigInteger Denominator)? ScaleOf(string suffix)
    {
        if (suffix.Length == 0)
            return (1, 1);
        if (Array.IndexOf(BinarySuffixes, suffix) is >= 0 and var binary)
            return (BigInteger.Pow(1024, binary + 1), 1);
        if (Array.IndexOf(LargeSuffixes, suffix) is >= 0 and var large)
            return (BigInteger.Pow(1000, large + 1), 1);
        if (Array.IndexOf(SmallSuffixes, suffix) is >= 0 and var small)
            return (1, BigInteger.Pow(1000, small + 1));
        return int.TryParse(suffix[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            && Math.Abs((long)exponent) <= ExponentMax
            ? (BigInteger.Pow(10, Math.Max(exponent, 0)), BigInteger.Pow(10, Math.Max(-exponent, 0)))
            : null;
    }

    [GeneratedRegex(@"\A(?<sign>[-+]?)(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?(?<suffix>[KMGTPE]i|[mkMGTPEun]|[eE][-+]?[0-9]+)?\z")]
    private static partial Regex Pattern();
}
