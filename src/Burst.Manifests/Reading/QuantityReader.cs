using System.Numerics;
using Burst.Manifests.Parsing;
using Burst.Manifests.Quantities;

namespace Burst.Manifests.Reading;

/// <summary>Reads an amount of CPU or memory. Unlike other strings it may stand unquoted when it is a number, as in Kubernetes.</summary>
internal static class QuantityReader
{
    /// <summary>A million cores and a pebibyte: far above any pod, far below what arithmetic could overflow on.</summary>
    private const long CpuMillisMax = 1_000_000_000;

    private const long MemoryMibMax = 1024 * 1024 * 1024;

    private const long BytesMax = MemoryMibMax * 1024 * 1024;

    private const string CpuForms = "write cores such as 2 or 0.5, or thousandths of a core such as 250m";

    private const string MemoryForms = "write bytes with a unit, such as 64Mi, 1.5Gi or 500M";

    public static long? Cpu(FieldReader fields, string name) =>
        Read(fields, name, CpuForms) is { } quantity ? Within(fields, name, quantity.ToMillis(), CpuMillisMax, "1000000 cores") : null;

    public static long? Memory(FieldReader fields, string name)
    {
        if (Read(fields, name, MemoryForms) is not { } quantity)
            return null;
        if (!quantity.IsWhole && fields.Find(name)?.Value is ScalarNode { Text: [.. var digits, 'm'] })
        {
            fields.Error(name, $"the suffix m means thousandths, here of a byte; {digits}Mi was probably meant");
            return null;
        }

        return Within(fields, name, quantity.ToMib(), MemoryMibMax, "1Pi");
    }

    /// <summary>An amount of disk space.</summary>
    public static long? Bytes(FieldReader fields, string name) =>
        Read(fields, name, MemoryForms) is { } quantity ? Within(fields, name, quantity.ToWhole(), BytesMax, "1Pi") : null;

    /// <summary>What is counted and not divided.</summary>
    public static long? Pieces(FieldReader fields, string name)
    {
        const string forms = "write a whole number such as 1";
        if (Read(fields, name, forms) is not { } quantity)
            return null;
        if (quantity.IsWhole)
            return Within(fields, name, quantity.ToWhole(), int.MaxValue, "2147483647");
        fields.Error(name, $"must be a whole number, as pieces are not divided; {forms}");
        return null;
    }

    private static Quantity? Read(FieldReader fields, string name, string forms)
    {
        if (fields.Find(name) is not { } entry)
            return null;
        if (entry.Value is not ScalarNode { Kind: not ScalarKind.Boolean } scalar)
        {
            fields.Error(name, $"must be a quantity, not {NodeText.Describe(entry.Value)}; {forms}");
            return null;
        }

        if (!Quantity.TryParse(scalar.Text, out var quantity))
        {
            fields.Error(name, $"{NodeText.Quote(scalar.Text)} is not a quantity; {forms}");
            return null;
        }

        if (!quantity.IsNegative)
            return quantity;
        fields.Error(name, $"must not be negative; {forms}");
        return null;
    }

    private static long? Within(FieldReader fields, string name, BigInteger amount, long max, string maxText)
    {
        if (amount <= max)
            return (long)amount;
        fields.Error(name, $"is more than {maxText}, the most Burst accepts");
        return null;
    }
}
